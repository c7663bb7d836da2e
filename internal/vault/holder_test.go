package vault

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// HolderFolder names the folder that a test binary opens, holds and closes while its memory
// is looked through.
const HolderFolder = "VAULT_TEST_HOLDER"

// HoldAndClose reads the passphrase, works with the vault, and says when it is open and when
// it is closed. After each it waits for a line.
func HoldAndClose(dir string, in io.Reader, out io.Writer) error {
	lines := bufio.NewReaderSize(in, 16)
	passphrase, err := lines.ReadString('\n')
	if err != nil {
		return err
	}
	v, err := OpenPassphrase(dir, strings.TrimSuffix(passphrase, "\n"))
	if err != nil {
		return err
	}
	for i := range 2000 {
		row := fmt.Sprint(i)
		blob, err := v.Seal("t", "c", row, 1, []byte("x"))
		if err != nil {
			return err
		}
		if _, err := v.Open("t", "c", row, 1, blob); err != nil {
			return err
		}
	}
	fmt.Fprintln(out, "open")
	if _, err := lines.ReadString('\n'); err != nil {
		return err
	}
	v.Close()
	lines.Reset(in)
	Forget()
	fmt.Fprintln(out, "closed")
	_, err = io.Copy(io.Discard, in)
	return err
}
