"""The pages of the panel: one file each and a folder of templates of the same name.

A file holds a `PAGE` and its routes, and reaches the rest of the product through `admin.desk` and `services`. Pages
never import one another and none is named anywhere else. docs/adding-a-page.md tells how to write one.
"""
