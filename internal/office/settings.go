package office

import (
	"encoding/json"

	"beiandesk/internal/errs"
	"beiandesk/internal/store"
)

// ReadSetting reads a setting into v, which keeps its value when nothing is set.
func ReadSetting(tx store.Tx, key string, v any) (int, error) {
	text, version, err := tx.Settings().Get(key)
	if err != nil || text == "" {
		return version, err
	}
	if err := json.Unmarshal([]byte(text), v); err != nil {
		return version, errs.Wrap(errs.Internal, err, "设置“%s”读不出来，请从备份恢复", key)
	}
	return version, nil
}

// SaveSetting writes a setting over the version that was read; 0 makes it.
func SaveSetting(tx store.Tx, key string, v any, version int) error {
	text, err := json.Marshal(v)
	if err != nil {
		return errs.Wrap(errs.Internal, err, "设置“%s”写不进去，请重试", key)
	}
	return tx.Settings().Put(key, string(text), version)
}
