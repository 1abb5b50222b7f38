"""How much a file may ask of the machine: every bound of reading, in one place.

Offices send files of a few megabytes; the bounds leave them far behind and stop what was made to do harm.
A file beyond a bound is refused with `Unreadable`, or read in part with the bound named in its message.
"""

from typing import Final

READ_SECONDS: Final = 60  # processor time to read one file; 1,000 pages of PDF take 15
READ_BYTES: Final = 2 * 2**30  # address space of the process that reads; it begins with 0.4, a large report adds 0.3
FILE_BYTES: Final = 512 * 2**20  # one file on disk or one member of an archive of documents
MEMBER_BYTES: Final = 64 * 2**20  # one part of an office file once inflated; a 1,000-page report has 10 MB
MEMBER_RATIO: Final = 200  # inflated to packed size; XML packs 10 to 30 times, blanks 1,000 times
RATIO_FLOOR: Final = 4 * 2**20  # below this size the ratio does not matter
ARCHIVE_MEMBERS: Final = 100_000  # members of an archive of documents
TEXT_CHARACTERS: Final = 50_000_000  # of one document, raw
OCR_SECONDS: Final = 20  # more processor time for each page whose picture is read; it takes 3
OCR_PAGES: Final = 200  # pages of a file that are read as pictures
OCR_PIXELS: Final = 60_000_000  # of one picture; A4 at 600 dots an inch has 35 million
PDF_PAGES: Final = 5_000
PDF_CHARACTERS: Final = 200_000  # of one page; a dense page has 4,000
PDF_LINES: Final = 20_000  # ruling lines of one page; a drawing has more than any table
TABLE_CELLS: Final = 5_000_000  # of one sheet read as a document; bulk tables go through a card
SHEET_CELLS: Final = 50_000_000  # rectangle around the cells of a sheet, filled or not; 32 bytes each in memory
SHEET_BYTES: Final = 1024 * 2**20  # XML of one sheet, inflated; a million rows of ten columns have 500 MB
TABLE_COLUMNS: Final = 2_000
NESTING: Final = 200  # depth of elements in a web page or Word body
MAIL_PARTS: Final = 1_000  # of one web archive
