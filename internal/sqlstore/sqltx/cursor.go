package sqltx

import (
	"encoding/base64"
	"encoding/json"

	"beiandesk/internal/errs"
)

// A cursor is the sort order and the keys of a page's last row. It holds no
// personal data beyond a client's name and is opaque to its readers.

// Cursor writes one.
func Cursor(keys ...string) string {
	plain, err := json.Marshal(keys)
	if err != nil {
		panic(err) // strings always marshal
	}
	return base64.RawURLEncoding.EncodeToString(plain)
}

// AfterKeys reads a cursor that was made with the given order and n more keys.
func AfterKeys(text, order string, n int) ([]string, error) {
	var keys []string
	plain, err := base64.RawURLEncoding.DecodeString(text)
	if err == nil {
		err = json.Unmarshal(plain, &keys)
	}
	if err != nil || len(keys) != n+1 || keys[0] != order {
		return nil, badCursor()
	}
	return keys[1:], nil
}

func badCursor() error {
	return errs.New(errs.Invalid, "翻页的位置不对。从第一页重新看")
}

// PageSize refuses a page without a size: an endless answer would be a mistake.
func PageSize(limit int) error {
	if limit < 1 {
		return errs.New(errs.Internal, "程序出错：列表没有给出每页行数")
	}
	return nil
}
