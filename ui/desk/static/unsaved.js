// Whoever leaves a page of a letter with data that were typed and not saved is asked first.
let typedIn = null;
document.addEventListener("input", (event) => { typedIn = event.target.form; });
document.addEventListener("submit", (event) => { if (event.target === typedIn) typedIn = null; });
window.addEventListener("beforeunload", (event) => { if (typedIn) event.preventDefault(); });
