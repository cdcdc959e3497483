"""What a folder of results holds, by hash: written last, checked on every reading."""
