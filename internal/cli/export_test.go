package cli

import (
	"bytes"
	"context"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// Result is what one run of the command line left.
type Result struct {
	Code     int
	Out, Err string
	Window   *Window // what the window was opened with, nil when it was not
}

// Run runs the command line in this process.
func Run(stdin io.Reader, args ...string) Result {
	var out, err bytes.Buffer
	var r Result
	p := &program{in: stdin, out: &out, err: &err, openWindow: func(w Window) error { r.Window = &w; return nil }}
	r.Code = p.run(context.Background(), args)
	r.Out, r.Err = out.String(), err.String()
	return r
}

// RunWindow runs the command line without a word, and open for the window.
func RunWindow(open func() error) Result {
	var out, err bytes.Buffer
	p := &program{in: strings.NewReader(""), out: &out, err: &err, openWindow: func(Window) error { return open() }}
	code := p.run(context.Background(), nil)
	return Result{Code: code, Out: out.String(), Err: err.String()}
}

// Walk visits every command with its path behind the program's name.
func Walk(visit func(path string, cmd *cobra.Command)) {
	var down func(prefix string, cmd *cobra.Command)
	down = func(prefix string, cmd *cobra.Command) {
		for _, c := range cmd.Commands() {
			if c.Hidden {
				continue
			}
			path := strings.TrimSpace(prefix + " " + c.Name())
			visit(path, c)
			down(path, c)
		}
	}
	p := &program{}
	down("", p.root())
}

// List has a list written to out, of which each hands out the items.
func List(out io.Writer, asJSON bool, head []string, each func(take func(item any, row ...string) error) error) error {
	return (&program{out: out}).list(asJSON, head, func(take taker) error { return each(take) })
}

// Table is what the command line prints for rows in columns.
func Table(head []string, rows [][]string) (string, error) {
	var out bytes.Buffer
	p := &program{out: &out}
	err := p.table(head, rows)
	return out.String(), err
}
