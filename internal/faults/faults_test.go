package faults_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/faults"
	"beiandesk/internal/faults/faultstest"
)

func TestAFaultStandsWithItsCausesOnOneLineUnderItsNumber(t *testing.T) {
	file := faultstest.File(t)
	fault := errs.Wrap(errs.Internal, errors.Join(errors.New("first\nsecond"), errors.New("third")), "没有取到编号")
	number, path, err := faults.New("v9").Note(fault)
	if err != nil || path != file || len(number) != 8 {
		t.Fatalf("number %q in %q, %v", number, path, err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	line, rest, _ := strings.Cut(string(text), "\n")
	for _, want := range []string{" v9 " + number + " ", "没有取到编号", "first；second", "third"} {
		if !strings.Contains(line, want) {
			t.Errorf("the line %q lacks %q", line, want)
		}
	}
	if rest != "" {
		t.Errorf("there is more: %q", rest)
	}
}

func TestEveryFaultGetsANumberAndALineOfItsOwn(t *testing.T) {
	file := faultstest.File(t)
	log := faults.New("v9")
	first, _, _ := log.Note(errors.New("a"))
	second, _, _ := log.Note(errors.New("b"))
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if first == second || strings.Count(string(text), "\n") != 2 {
		t.Errorf("%s and %s in\n%s", first, second, text)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v, %v", info.Mode(), err)
	}
}

func TestAPanicIsNotedByItsTypeAndPlaceAlone(t *testing.T) {
	err := func() (err error) {
		defer func() { err = faults.Panicked(recover()) }()
		panic("330106198205290002")
	}()
	if text := err.Error(); strings.Contains(text, "330106198205290002") ||
		!strings.Contains(text, "panic string") || !strings.Contains(text, "faults_test.go") {
		t.Error(text)
	}
}

func TestAFaultThatCannotBeWrittenKeepsItsNumber(t *testing.T) {
	file := faultstest.File(t)
	if err := os.WriteFile(filepath.Dir(file), nil, 0o600); err != nil { // no folder can be made here
		t.Fatal(err)
	}
	number, path, err := faults.New("v9").Note(errors.New("a"))
	if number == "" || path != "" || err == nil {
		t.Errorf("number %q, path %q, %v", number, path, err)
	}
}

func TestAFullLogIsPutAsideAndOldOnesGo(t *testing.T) {
	file := faultstest.File(t)
	log := faults.New("v9")
	var numbers []string
	for range 6 {
		number, path, err := log.Note(errors.New("a"))
		if err != nil || path != file {
			t.Fatalf("%q, %v", path, err)
		}
		numbers = append(numbers, number)
		if err := os.Truncate(file, 1<<20); err != nil { // as full as it gets
			t.Fatal(err)
		}
	}
	old, err := filepath.Glob(filepath.Join(filepath.Dir(file), "errors-*.log"))
	if err != nil || len(old) != 3 {
		t.Fatalf("kept beside the log: %v, %v", old, err)
	}
	for i, path := range append(old, file) {
		if text, err := os.ReadFile(path); err != nil || !strings.Contains(string(text), numbers[i+2]) {
			t.Errorf("%s lacks the fault %s: %v", path, numbers[i+2], err)
		}
	}
}

// Logs put aside that can't be removed make the log longer, not shorter.
func TestAFaultIsWrittenAlthoughOldLogsStay(t *testing.T) {
	file := faultstest.File(t)
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"errors-1.log", "errors-2.log", "errors-3.log", "errors-4.log"} {
		if err := os.MkdirAll(filepath.Join(filepath.Dir(file), name, "kept"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	number, _, failed := faults.New("v9").Note(errors.New("first"))
	if failed == nil {
		t.Error("nobody hears that old logs stay")
	}
	if text, err := os.ReadFile(file); err != nil || !strings.Contains(string(text), number) {
		t.Errorf("fault %s is not in the log: %v", number, err)
	}
}
