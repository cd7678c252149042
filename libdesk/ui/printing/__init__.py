"""What goes on paper from the window: looked at first, then printed, saved as a PDF or shown by the system.

A page of the Print tab makes a `Paper`, a `PaperView` shows it and lets it go:

* `paper`: the Paper (a title and what makes its pages), zoom, and what was last chosen to print it with.
* `paper_view`: the preview; its parts are `page_bar`, `page_face` and `print_bar`, a page as it was made is a
  `page_look`, its picture a `page_image`.
* `paper_out`: a document leaves the preview for a printer (`print_pages`), a file, or `in_viewer`; `system_dialog`.
* `printers`: those of the system; `presses`: what this PC knows of each, dots, offset and scale.
* `sheet_page`: what the pages of cards and labels have in common; its parts are `sheet_view` (`sheet_field`,
  `sheet_picture`), `look_form` and `missing_list`.
* `group_tree`, `opening`: a field and a way that several pages share.

A button elsewhere in the program prints without a preview:

* `window_prints`: the slots of the window for it; `document_makers` and `slips` make the documents, `in_viewer` has
  the system's own viewer show them.

The pages are `cards_page`, `class_sheets_page`, `labels_page`, `lists_page` (whose documents are in `lists`) and
`papers_page`, where printers and sheets are kept.
"""
