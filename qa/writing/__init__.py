"""An answer by a language model: drafted, checked sentence by sentence, given a second opinion, translated."""
