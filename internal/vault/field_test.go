package vault_test

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"

	"beiandesk/internal/errs"
)

func TestFieldsComeBackAsTheyWere(t *testing.T) {
	v, _ := opened(t)
	for name, plain := range map[string]string{
		"empty": "", "digits": "330106198205290002", "Chinese": "浙江省杭州市西湖区", "beyond the basic plane": "𠮷",
		"bytes": "\x00\xff\x01", "long": strings.Repeat("备注", 100_000),
	} {
		t.Run(name, func(t *testing.T) {
			blob := seal(t, v, "people", "note", "1", plain)
			if len(plain) >= 8 && bytes.Contains(blob, []byte(plain)[:8]) {
				t.Error("the blob shows the value")
			}
			got, err := v.Open("people", "note", "1", 3, blob)
			if err != nil || string(got) != plain || got == nil {
				t.Errorf("%d bytes came back, %v", len(got), err)
			}
		})
	}
}

func TestEqualValuesAreSealedUnlike(t *testing.T) {
	v, _ := opened(t)
	if bytes.Equal(seal(t, v, "t", "c", "r", "same"), seal(t, v, "t", "c", "r", "same")) {
		t.Error("two blobs of one value are equal")
	}
}

func TestMovedFieldIsRefused(t *testing.T) {
	v, _ := opened(t)
	blob := seal(t, v, "people", "phone", "12", "13800571001")
	for name, at := range map[string][3]string{
		"another table": {"clients", "phone", "12"}, "another column": {"people", "emergency", "12"},
		"another row": {"people", "phone", "13"}, "names run together": {"people", "phone1", "2"},
		"names pushed over": {"peoplep", "hone", "12"}, "names swapped": {"phone", "people", "12"}, "no names": {"", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := v.Open(at[0], at[1], at[2], 3, blob)
			if err == nil {
				t.Error("opened")
				return
			}
			wantCode(t, err, errs.Storage)
		})
	}
}

func TestEveryDamagedBitOfAFieldIsRefused(t *testing.T) {
	v, _ := opened(t)
	blob := seal(t, v, "t", "c", "r", "13800571001")
	for i := range blob {
		for bit := range 8 {
			damaged := bytes.Clone(blob)
			damaged[i] ^= 1 << bit
			if plain, err := v.Open("t", "c", "r", 3, damaged); err == nil || plain != nil {
				t.Fatalf("bit %d of byte %d: opened", bit, i)
			}
		}
	}
	for n := range blob {
		_, err := v.Open("t", "c", "r", 3, blob[:n])
		wantCode(t, err, errs.Storage)
	}
	_, err := v.Open("t", "c", "r", 3, append(bytes.Clone(blob), 0))
	wantCode(t, err, errs.Storage)
	_, err = v.Open("t", "c", "r", 3, nil)
	wantCode(t, err, errs.Storage)
}

func TestFieldOfAnotherFolderIsForeign(t *testing.T) {
	v, _ := opened(t)
	_, err := v.Open("t", "c", "r", 3, seal(t, stranger(), "t", "c", "r", "x"))
	wantCode(t, err, errs.Foreign)
}

func TestFieldOfALaterFormIsNewer(t *testing.T) {
	v, _ := opened(t)
	blob := seal(t, v, "t", "c", "r", "x")
	blob[0]++
	_, err := v.Open("t", "c", "r", 3, blob)
	wantCode(t, err, errs.Newer)
}

func TestMarksAreEqualForEqualValuesOnly(t *testing.T) {
	v, _ := opened(t)
	mark := v.Hash("person.doc_number", "330106198205290002")
	if len(mark) != 32 || strings.Trim(mark, "0123456789abcdef") != "" {
		t.Errorf("%q is not 32 hex digits", mark)
	}
	if v.Hash("person.doc_number", "330106198205290002") != mark {
		t.Error("a mark is not stable")
	}
	for name, other := range map[string]string{
		"another value":   v.Hash("person.doc_number", "330106198205290003"),
		"another purpose": v.Hash("person.doc_last4", "330106198205290002"),
		"shifted":         v.Hash("person.doc_number3", "30106198205290002"),
		"another folder":  stranger().Hash("person.doc_number", "330106198205290002"),
	} {
		if other == mark {
			t.Errorf("%s has the same mark", name)
		}
	}
	if v.Hash("person.doc_number", "") != "" {
		t.Error("nothing has a mark")
	}
}

func TestManyUseOneVaultAtOnce(t *testing.T) {
	v, dir := opened(t)
	files := v.Files(dir)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for j := range 20 {
				row, plain := fmt.Sprint(i), fmt.Sprint(i, "-", j)
				blob, err := v.Seal("t", "c", row, 3, []byte(plain))
				if err != nil {
					t.Error(err)
					return
				}
				if got, err := v.Open("t", "c", row, 3, blob); err != nil || string(got) != plain {
					t.Errorf("field %s: %q, %v", plain, got, err)
				}
				content := []byte(fmt.Sprint("scan ", j)) // the same for everybody
				name, err := files.Put(content)
				if err != nil {
					t.Error(err)
					return
				}
				if got, err := files.Get(name); err != nil || !bytes.Equal(got, content) {
					t.Errorf("file %d: %q, %v", j, got, err)
				}
				v.Hash("p", plain)
			}
		})
	}
	all.Wait()
}

func TestCloseAmidUseEndsInLocked(t *testing.T) {
	v, _ := opened(t)
	started, all := make(chan struct{}, 4), sync.WaitGroup{}
	for range 4 {
		all.Go(func() {
			for first := true; ; first = false {
				blob, err := v.Seal("t", "c", "r", 3, []byte("x"))
				if first {
					started <- struct{}{}
				}
				if err == nil {
					_, err = v.Open("t", "c", "r", 3, blob)
				}
				if err != nil {
					if errs.CodeOf(err) != errs.Locked {
						t.Errorf("got %v, want locked", err)
					}
					return
				}
			}
		})
	}
	for range 4 {
		<-started
	}
	v.Close()
	all.Wait()
}

func FuzzOpen(f *testing.F) {
	v, _ := opened(f)
	blob := seal(f, v, "t", "c", "r", "13800571001")
	f.Add(blob)
	f.Add(blob[:len(blob)-1])
	f.Add(blob[:29])
	f.Add([]byte{})
	f.Add([]byte{1, 2, 3})
	f.Fuzz(func(t *testing.T, b []byte) {
		plain, err := v.Open("t", "c", "r", 3, b)
		if err == nil && (!bytes.Equal(b, blob) || string(plain) != "13800571001") {
			t.Fatalf("%x opened", b)
		}
	})
}

func BenchmarkSeal(b *testing.B) {
	v, _ := opened(b)
	plain := []byte("330106198205290002")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := v.Seal("people", "doc_number", "0193", 3, plain); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	v, _ := opened(b)
	blob := seal(b, v, "people", "doc_number", "0193", "330106198205290002")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := v.Open("people", "doc_number", "0193", 3, blob); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHash(b *testing.B) {
	v, _ := opened(b)
	b.ReportAllocs()
	for b.Loop() {
		v.Hash("person.doc_number", "330106198205290002")
	}
}
