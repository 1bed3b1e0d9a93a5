"""Model families: how each writes its request and reads its answer. One file per family."""
