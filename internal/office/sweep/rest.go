package sweep

import (
	"maps"

	"beiandesk/internal/cal"
	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// restsKey is the setting that keeps what was looked up without a result, by its run, and the
// day on which it is looked up again. Days that have come are dropped.
const restsKey = "sweep"

// restingIn is what rests today, by the day on which it is queued again. Where that can't be read
// nothing rests: what was looked up is looked up once more.
func restingIn(o *office.Office, tx store.Tx) (map[ref.RunID]cal.Day, int, error) {
	list := map[ref.RunID]cal.Day{}
	version, err := office.ReadSetting(tx, restsKey, &list)
	if damage.Is(err) || errs.CodeOf(err) == errs.Internal {
		return map[ref.RunID]cal.Day{}, version, nil
	}
	maps.DeleteFunc(list, func(_ ref.RunID, again cal.Day) bool { return again <= o.Today() })
	return list, version, err
}

// Rest notes that runs were looked up and nothing had come of them: they are queued again on the
// next working day.
func Rest(o *office.Office, w *office.Work, runs []ref.RunID) error {
	again := o.Calendar.NextWorkday(o.Today().Add(1))
	return change(o, w, func(list map[ref.RunID]cal.Day) {
		for _, run := range runs {
			list[run] = again
		}
	})
}

// Wake takes Rest back.
func Wake(o *office.Office, w *office.Work, runs []ref.RunID) error {
	return change(o, w, func(list map[ref.RunID]cal.Day) {
		for _, run := range runs {
			delete(list, run)
		}
	})
}

func change(o *office.Office, w *office.Work, change func(map[ref.RunID]cal.Day)) error {
	list, version, err := restingIn(o, w.Tx)
	if err != nil {
		return err
	}
	change(list)
	return office.SaveSetting(w.Tx, restsKey, list, version)
}
