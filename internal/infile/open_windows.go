package infile

import (
	"os"

	"beiandesk/internal/atomicfile"
)

func open(path string) (*os.File, error) { return atomicfile.Open(path) }
