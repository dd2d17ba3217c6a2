"""What is kept about people, for how long, and how it is given out and deleted.

Each kind of data is a reviewed definition (``definitions/keeping``) that names every model with a
person in it; a test fails when a new model is named by none. Rooms above register how what is no
longer needed goes (``registry.sweeper``) in a module ``keeping.py`` of their own.
"""
