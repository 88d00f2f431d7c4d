"""The goals as data: JSON with its schema, CSV, a workbook, feeds and a calendar."""
