"""Source picture in, JPEGs with the campaign message out, each with measured evidence. Start reading at render.py."""
