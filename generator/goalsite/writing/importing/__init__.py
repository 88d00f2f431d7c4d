"""Goals out of spreadsheets: rows of cells become new files (SPEC 10, import)."""
