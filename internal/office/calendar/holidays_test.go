package calendar_test

import (
	"context"
	"slices"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office"
	"beiandesk/internal/office/calendar"
)

const year2027 = `{"holidays":{"2027-01-01":"New Year's Day,元旦,1","2027-02-06":"Spring Festival,春节,3","2027-04-05":"Tomb-sweeping Day,清明,1","2027-06-09":"Dragon Boat Festival,端午,1","2027-05-01":"Labour Day,劳动节,2","2027-10-01":"National Day,国庆节,3"},"workdays":{},"inLieuDays":{}}`

func TestAnImportedYearStandsOverTheReleasesWithWhoAndWhen(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-23 09:12")
	years := func() []calendar.HolidayYear {
		list, err := calendar.Holidays(ctx, d.Office)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	known := len(years())
	if y := years()[0]; y.Year.Year != 2026 || y.On != nil {
		t.Errorf("the release knows %+v", y)
	}
	// Six days off in a year: it is asked about, and nothing is stored.
	if got, err := calendar.ImportHolidays(ctx, d.Office, []byte(year2027), false); err != nil || len(got.Doubts) != 1 || len(years()) != known || d.Calendar.Published(2027) {
		t.Fatalf("%+v, %v, %d years", got, err, len(years()))
	}
	if got, err := calendar.ImportHolidays(ctx, d.Office, []byte(year2027), true); err != nil || len(got.Doubts) != 0 {
		t.Fatal(got, err)
	}
	y := years()[0]
	if y.Year.Year != 2027 || y.By != d.Staff || y.On.String() != "2026-11-23" || y.Source != "chinese-days" || len(years()) != known+1 {
		t.Errorf("after the import %+v", y)
	}
	if !d.Calendar.Published(2027) {
		t.Error("the desk does not count with it")
	}
}

func TestAClosureIsJudgedFieldByField(t *testing.T) {
	ctx := context.Background()
	d := desktest.New(t, "2026-11-23 09:12")
	good := calendar.ClosureInput{Authority: "bureau", Province: "33", From: "2027-02-01", To: "2027-02-20", Name: "春节前后停办"}
	for name, c := range map[string]struct {
		change func(*calendar.ClosureInput)
		want   []string
	}{
		"nothing":                 {func(in *calendar.ClosureInput) { *in = calendar.ClosureInput{} }, []string{"office", "from", "name"}},
		"the client":              {func(in *calendar.ClosureInput) { in.Authority = "client" }, []string{"office"}},
		"the cloud of a province": {func(in *calendar.ClosureInput) { in.Authority = "cloud" }, []string{"province"}},
		"no such province":        {func(in *calendar.ClosureInput) { in.Province = "99" }, []string{"province"}},
		"backwards":               {func(in *calendar.ClosureInput) { in.To = "2027-01-31" }, []string{"to"}},
		"a slip of the year":      {func(in *calendar.ClosureInput) { in.To = "2028-02-20" }, []string{"to"}},
		"no day":                  {func(in *calendar.ClosureInput) { in.To = "2月30日" }, []string{"to"}},
	} {
		in := good
		c.change(&in)
		_, err := calendar.AddClosure(ctx, d.Office, in)
		fields := []string{}
		for _, p := range office.ProblemsOf(err) {
			fields = append(fields, p.Field)
		}
		if !slices.Equal(fields, c.want) {
			t.Errorf("%s: fields %v, want %v (%v)", name, fields, c.want, err)
		}
	}
	if _, err := calendar.AddClosure(ctx, d.Office, good); err != nil {
		t.Fatal(err)
	}
	good.From, good.To = "2月1日", "2027.2.20"
	if _, err := calendar.AddClosure(ctx, d.Office, good); err == nil {
		t.Error("the same closure was entered twice")
	}
	list, err := calendar.Closures(ctx, d.Office)
	if err != nil || len(list) != 1 || list[0].AuthorityLabel() != "浙江管局" || list[0].On.String() != "2026-11-23" {
		t.Errorf("closures %+v, %v", list, err)
	}
	if _, err := calendar.RemoveClosure(ctx, d.Office, "none"); err == nil {
		t.Error("a closure that is not there was removed")
	}
}
