"""Renders social images: picture and texts in, JPEGs with measured evidence out. Start reading at render.py."""
