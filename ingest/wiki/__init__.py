"""The languages in which wikis are written, and the exports that hold them."""
