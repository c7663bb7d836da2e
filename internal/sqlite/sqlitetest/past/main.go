// Command past changes a folder's database past the desk, for the tests of the window, which
// have no SQLite of their own:
//
//	go run ./internal/sqlite/sqlitetest/past DIR SQL
package main

import (
	"fmt"
	"os"

	"beiandesk/internal/sqlite/sqlitetest"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: past DIR SQL")
		os.Exit(2)
	}
	if _, err := sqlitetest.Run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
