"""PDF to text in reading order: lines, layout, headings, running lines, and recognition of scans."""
