"""Generated attacks on all that the product reads: files, designs, command lines, folders of results."""
