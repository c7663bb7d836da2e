package scan_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"beiandesk/internal/scan"
)

// TestMain reads one file as the desk does, where a test asks for it in a process of
// its own, and says what memory that took at its peak.
func TestMain(m *testing.M) {
	if os.Getenv("SCAN_READS_STDIN") == "" {
		os.Exit(m.Run())
	}
	content, err := io.ReadAll(os.Stdin)
	if err == nil {
		_, err = scan.Inspect(context.Background(), content)
	}
	if err == nil {
		_, err = scan.Covered(content)
	}
	fmt.Println(err)
	status, err := os.ReadFile("/proc/self/status")
	fmt.Println(string(status), err)
}

// peak reads a file in a process of its own: what became of it, and its largest
// resident set in MB.
func peak(t *testing.T, content []byte) (said string, mb int) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), "SCAN_READS_STDIN=yes")
	cmd.Stdin = bytes.NewReader(content)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	said, status, _ := strings.Cut(string(out), "\n")
	for line := range strings.Lines(status) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			if _, err := fmt.Sscan(rest, &mb); err == nil {
				return said, mb >> 10
			}
		}
	}
	t.Fatalf("no peak in %s", out)
	return "", 0
}

func TestNoFileTakesFiveHundredMegabytes(t *testing.T) {
	for name, c := range map[string]struct {
		content []byte
		says    string
	}{
		"progressive, three whole components": {progressive(8000, 7990), "<nil>"},
		"16 bits, as many as fit":             {pngOfZeros(6200, 6200, 16, false), "<nil>"},
		"interlaced, as many as fit":          {pngOfZeros(6200, 6200, 8, true), "<nil>"},
		"16 bits":                             {pngOfZeros(8000, 7990, 16, false), "每种颜色 16 位、像素又多，打开要占 487 MB"},
		"8 bits, interlaced":                  {pngOfZeros(8000, 7990, 8, true), "隔行存储"},
		"lossless, as many as fit":            {losslessWebP(6144, 6144), "<nil>"},
		"lossless":                            {losslessWebP(8000, 7990), "无损的 WebP"},
		"more than 64 million":                {progressive(9000, 9000), "像素大得不正常"},
		"a paper of 2 GB":                     {example(t, "xref_dd_2000.pdf"), "大得不正常"},
	} {
		said, mb := peak(t, c.content)
		if !strings.Contains(said, c.says) {
			t.Errorf("%s: %s", name, said)
		}
		if mb >= 500 {
			t.Errorf("%s takes %d MB", name, mb)
		}
		t.Logf("%s: %d MB", name, mb)
	}
}

// progressive is a grey picture in three components of their whole size: a pass that
// says of each block's mean in one bit that it is the one before, and one for each
// component that says of 32,767 blocks at once that there is no more to them.
func progressive(width, height int) []byte {
	blocks := (width + 7) / 8 * ((height + 7) / 8)
	out := []byte("\xff\xd8\xff\xdb\x00\x43\x00" + strings.Repeat("\x08", 64) + "\xff\xc2\x00\x11\x08")
	out = binary.BigEndian.AppendUint16(out, uint16(height))
	out = binary.BigEndian.AppendUint16(out, uint16(width))
	out = append(out, "\x03\x01\x11\x00\x02\x11\x00\x03\x11\x00"+
		"\xff\xc4\x00\x14\x00\x01"+strings.Repeat("\x00", 16)+
		"\xff\xc4\x00\x14\x10\x01"+strings.Repeat("\x00", 15)+"\xe0"+
		"\xff\xda\x00\x0c\x03\x01\x00\x02\x00\x03\x00\x00\x00\x00"...)
	out = append(out, make([]byte, (3*blocks+7)/8)...)
	for _, component := range "\x01\x02\x03" {
		out = append(out, "\xff\xda\x00\x08\x01"+string(component)+"\x00\x01\x3f\x00"...)
		out = append(out, eobRuns(blocks)...)
	}
	return append(out, 0xff, 0xd9)
}

// eobRuns says of every block that its band is at its end.
func eobRuns(blocks int) []byte {
	var bits strings.Builder
	for range blocks/32767 + 1 {
		bits.WriteString("0" + strings.Repeat("1", 14))
	}
	for bits.Len()%8 > 0 {
		bits.WriteByte('1')
	}
	var out []byte
	for s := bits.String(); s != ""; s = s[8:] {
		var b byte
		for _, c := range s[:8] {
			b = b<<1 | byte(c-'0')
		}
		if out = append(out, b); b == 0xff {
			out = append(out, 0)
		}
	}
	return out
}
