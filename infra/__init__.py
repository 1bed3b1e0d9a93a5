"""The Pulumi components: one capability, one file. `__main__.py` composes them."""
