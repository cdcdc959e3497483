"""The files of a case: read cell by cell and checked, so that what is wrong is refused with its place."""
