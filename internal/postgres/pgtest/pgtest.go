// Package pgtest runs Debian's PostgreSQL for tests: in a temporary folder, on a unix
// socket alone, careless of power cuts.
package pgtest

import (
	"bufio"
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

//go:embed serve.sh
var serve string

// Server is a running PostgreSQL.
type Server struct {
	DSN string // of a database that is empty at first

	script *exec.Cmd
	input  io.Closer // the server runs until this ends
	said   bytes.Buffer
}

// Start starts a server; Stop ends it and takes its folder away. Its error says what to
// do when PostgreSQL is not installed.
func Start() (*Server, error) {
	installed, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(installed) == 0 {
		return nil, errors.New("PostgreSQL is not installed: run make setup")
	}
	s := &Server{script: exec.Command("sh", "-c", serve)}
	if os.Geteuid() == 0 { // whom PostgreSQL refuses
		s.script = exec.Command("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "sh", "-c", serve)
	}
	s.script.Dir, s.script.Stderr = "/", &s.said
	input, err := s.script.StdinPipe()
	if err != nil {
		return nil, err
	}
	output, err := s.script.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.script.Start(); err != nil {
		return nil, err
	}
	s.input = input
	dir, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("PostgreSQL did not start: %w", s.Stop())
	}
	s.DSN = "host=" + strings.TrimSpace(dir) + " user=desk dbname=postgres"
	return s, nil
}

// Stop ends the server.
func (s *Server) Stop() error {
	s.input.Close()
	if err := s.script.Wait(); err != nil {
		return fmt.Errorf("%w: %s", err, strings.TrimSpace(s.said.String()))
	}
	return nil
}
