"""The local AWS: an emulator, the image-model stand-in, and the Pulumi program's graph applied to them."""
