package cal_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
)

const chineseDays = `{"holidays":{"2027-01-01":"New Year's Day,元旦,1","2027-02-06":"Spring Festival,春节,3",
"2027-04-05":"Tomb-sweeping Day,清明,1","2027-06-09":"Dragon Boat Festival,端午,1","2027-05-01":"Labour Day,劳动节,2",
"2027-05-02":"Labour Day,劳动节,2","2027-05-03":"Labour Day,劳动节,2","2027-09-15":"Mid-autumn Festival,中秋,1",
"2027-10-01":"National Day,国庆节,3"},"workdays":{"2027-05-08":"Labour Day,劳动节,2"},"inLieuDays":{}}`

const holidayCN = `{"$schema":"https://example.invalid/schema.json","year":2027,"papers":["https://example.invalid/paper"],
"days":[{"name":"元旦","date":"2026-12-31","isOffDay":true},{"name":"元旦","date":"2027-01-01","isOffDay":true},
{"name":"春节","date":"2027-02-06","isOffDay":true},{"name":"清明节","date":"2027-04-05","isOffDay":true},{"name":"端午节","date":"2027-06-09","isOffDay":true},
{"name":"劳动节","date":"2027-05-01","isOffDay":true},{"name":"劳动节","date":"2027-05-03","isOffDay":true},
{"name":"劳动节","date":"2027-05-08","isOffDay":false},{"name":"国庆节、中秋节","date":"2027-10-01","isOffDay":true}]}`

func TestImportedYearIsCounted(t *testing.T) {
	for name, file := range map[string]string{"chinese-days": chineseDays, "holiday-cn": holidayCN} {
		t.Run(name, func(t *testing.T) {
			year, err := cal.ParseYear([]byte(file))
			if err != nil || year.Year != 2027 || year.Source != name {
				t.Fatalf("%+v, %v", year, err)
			}
			c := cal.Embedded().With(year)
			if !c.Published(2027) || cal.Embedded().Published(2027) {
				t.Error("published in the wrong calendar")
			}
			got := c.AddWorkdays(day(t, "2027-04-30"), 5)
			if got.End != day(t, "2027-05-08") || len(got.Unpublished) != 0 {
				t.Errorf("five working days over May 2027 are %+v", got)
			}
			// 2 October is a Saturday, so the import leaves only the weekend there.
			if _, why := c.Off(day(t, "2027-10-02")); why != "周末" {
				t.Errorf("a fixed day that the notice leaves out is off for %q", why)
			}
			if got := c.AddWorkdays(day(t, "2026-09-18"), 20).End; got != day(t, "2026-10-22") {
				t.Errorf("the import moved 2026: %s", got)
			}
		})
	}
}

func TestNoticeMayTouchTheYearBefore(t *testing.T) {
	year, err := cal.ParseYear([]byte(holidayCN))
	if err != nil {
		t.Fatal(err)
	}
	if _, why := cal.Embedded().With(year).Off(day(t, "2026-12-31")); why != "元旦" {
		t.Errorf("2026-12-31 is off for %q", why)
	}
}

func TestShortNamesBecomeOfficial(t *testing.T) {
	year, err := cal.ParseYear([]byte(chineseDays))
	if err != nil {
		t.Fatal(err)
	}
	if _, why := cal.Embedded().With(year).Off(day(t, "2027-09-15")); why != "中秋节" {
		t.Errorf("name is %q", why)
	}
}

func TestYearSurvivesItsOwnJSON(t *testing.T) {
	for _, year := range cal.Embedded().Years() {
		data, err := json.Marshal(year)
		if err != nil {
			t.Fatal(err)
		}
		back, err := cal.ParseYear(data)
		if err != nil || !reflect.DeepEqual(back, year) {
			t.Errorf("%d reads back as %+v, %v", year.Year, back, err)
		}
	}
}

// ownYear is a year's file of this package's own form: the fixed days, and more if named.
func ownYear(year int, more string) string {
	if more != "" {
		more = "," + more
	}
	text := `{"year":YYYY,"source":"x","off":[{"from":"YYYY-01-01","to":"YYYY-01-01","name":"元旦"},
		{"from":"YYYY-05-01","to":"YYYY-05-01","name":"劳动节"},{"from":"YYYY-10-01","to":"YYYY-10-01","name":"国庆节"}MORE],"worked":[]}`
	return strings.NewReplacer("YYYY", strconv.Itoa(year), "MORE", more).Replace(text)
}

func TestYearsFrom2000To2100AreRead(t *testing.T) {
	for _, want := range []int{2000, 2100} {
		if year, err := cal.ParseYear([]byte(ownYear(want, ""))); err != nil || year.Year != want {
			t.Errorf("%d reads as %+v, %v", want, year, err)
		}
	}
}

// A notice may give a holiday that begins in the December before its year, or ends in
// the January after it, and is heard from the first day to the last.
func TestAYearSpeaksOfTheDecemberBeforeAndTheJanuaryAfter(t *testing.T) {
	for year, off := range map[int]map[string]string{
		2027: {"2028-01-03": "元旦", "2028-01-31": "元旦", "2028-02-01": ""},
		2019: {"2018-11-30": "", "2018-12-01": "元旦", "2018-12-03": "元旦", "2018-12-04": ""},
	} {
		more := map[int]string{2027: `{"from":"2028-01-01","to":"2028-01-31","name":"元旦"}`, 2019: `{"from":"2018-12-01","to":"2018-12-03","name":"元旦"}`}[year]
		read, err := cal.ParseYear([]byte(ownYear(year, more)))
		if err != nil {
			t.Fatal(err)
		}
		c := cal.Embedded().With(read)
		for text, want := range off {
			t.Run(text, func(t *testing.T) {
				if _, why := c.Off(day(t, text)); why != want {
					t.Errorf("off for %q, want %q", why, want)
				}
			})
		}
		if !c.Published(year) || c.Published(2028) || c.Published(2018) {
			t.Errorf("a neighbour of %d counts as published", year)
		}
	}
}

func TestDaysOfOneNameAreJoinedWhereTheyAreNeighbours(t *testing.T) {
	year, err := cal.ParseYear([]byte(holidayCN))
	if err != nil {
		t.Fatal(err)
	}
	spans := []string{}
	for _, s := range year.Off {
		spans = append(spans, s.From.String()+" "+s.To.String()+" "+s.Name)
	}
	want := []string{"2026-12-31 2027-01-01 元旦", "2027-02-06 2027-02-06 春节", "2027-04-05 2027-04-05 清明节", "2027-05-01 2027-05-01 劳动节",
		"2027-05-03 2027-05-03 劳动节", "2027-06-09 2027-06-09 端午节", "2027-10-01 2027-10-01 国庆节、中秋节"}
	if !slices.Equal(spans, want) {
		t.Errorf("%q, want %q", spans, want)
	}
	apart := strings.Replace(holidayCN, `{"name":"国庆节、中秋节"`, `{"name":"中秋节","date":"2027-09-30","isOffDay":true},{"name":"国庆节"`, 1)
	if year, err = cal.ParseYear([]byte(apart)); err != nil || len(year.Off) != len(want)+1 || year.Off[len(want)].Name != "国庆节" {
		t.Errorf("neighbours of two names: %+v, %v", year.Off, err)
	}
}

func TestUnpublishedFileIsRefusedAsSuch(t *testing.T) {
	for name, file := range map[string]string{"no days": `{"year":2027,"papers":["x"]}`, "no papers": `{"year":2027,"days":[]}`} {
		if _, err := cal.ParseYear([]byte(file)); errs.CodeOf(err) != errs.Blocked {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := cal.ParseYear([]byte(`{"year":2027,"papers":[],"days":[]}`))
	if errs.CodeOf(err) != errs.Blocked || !strings.Contains(err.Error(), "2027 年放假安排尚未公布") {
		t.Errorf("an empty year: %v", err)
	}
	if _, err := cal.ParseYear([]byte(`{"holidays":{},"workdays":{}}`)); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("an empty year: %v", err)
	}
}

func TestAFaultyDateIsNamedWithItsEntry(t *testing.T) {
	for name, text := range map[string]string{
		"holiday-cn":   `{"year":2027,"papers":["x"],"days":[{"name":"元旦","date":"2027-02-30","isOffDay":true}]}`,
		"chinese-days": `{"holidays":{"2027-02-30":"New Year,元旦,1"},"workdays":{}}`,
	} {
		_, err := cal.ParseYear([]byte(text))
		if errs.CodeOf(err) != errs.Invalid || !strings.Contains(err.Error(), "元旦") || !strings.Contains(err.Error(), "2027-02-30") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFaultyFilesAreRefused(t *testing.T) {
	for name, file := range map[string]string{
		"no JSON":             `2027`,
		"broken":              `{"year":2027`,
		"another shape":       `{"hello":1}`,
		"two years":           strings.Replace(chineseDays, `"2027-10-01"`, `"2028-10-01"`, 1),
		"impossible day":      strings.Replace(chineseDays, `"2027-10-01"`, `"2027-13-01"`, 1),
		"label without name":  strings.Replace(chineseDays, `National Day,国庆节,3`, `国庆节`, 1),
		"no National Day":     strings.Replace(chineseDays, `"2027-10-01"`, `"2027-10-02"`, 1),
		"no Spring Festival":  strings.Replace(holidayCN, `"春节"`, `"元旦"`, 1),
		"no Tomb-sweeping":    strings.Replace(chineseDays, `清明`, `元旦`, 1),
		"no Dragon Boat":      strings.Replace(holidayCN, `"端午节"`, `"劳动节"`, 1),
		"off and worked":      strings.Replace(chineseDays, `2027-05-08`, `2027-05-02`, 1),
		"day of another year": strings.Replace(holidayCN, `2026-12-31`, `2025-12-31`, 1),
		"no name":             strings.Replace(holidayCN, `"name":"元旦"`, `"name":""`, 1),
		"no year":             strings.Replace(holidayCN, `"year":2027,`, ``, 1),
		"span backwards":      ownYear(2027, `{"from":"2027-03-05","to":"2027-03-01","name":"停机"}`),
		"before 2000":         ownYear(1999, ""),
		"after 2100":          ownYear(2101, ""),
		"November before":     ownYear(2027, `{"from":"2026-11-30","to":"2026-12-01","name":"元旦"}`),
		"February after":      ownYear(2027, `{"from":"2028-01-31","to":"2028-02-01","name":"元旦"}`),
		"far too large":       chineseDays + strings.Repeat(" ", 1<<20),
	} {
		t.Run(name, func(t *testing.T) {
			if year, err := cal.ParseYear([]byte(file)); errs.CodeOf(err) != errs.Invalid {
				t.Errorf("%s went through as %+v, %v", name, year, err)
			}
		})
	}
}

func FuzzParseYear(f *testing.F) {
	f.Add([]byte(chineseDays))
	f.Add([]byte(holidayCN))
	f.Add([]byte(`{"year":2027,"off":[{"from":"2027-01-01","to":"2027-10-01","name":"x"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		year, err := cal.ParseYear(data)
		if err != nil {
			return
		}
		c := cal.Embedded().With(year)
		if !c.Published(year.Year) {
			t.Fatalf("%d was read but is not published", year.Year)
		}
		if off, _ := c.Off(cal.Date(year.Year, 10, 1)); !off {
			t.Fatalf("1 October %d is worked", year.Year)
		}
	})
}

func TestANoticeMayNameAnOrdinaryWeekdayAsWorked(t *testing.T) {
	y, err := cal.ParseYear([]byte(strings.Replace(chineseDays, `2027-05-08`, `2027-05-07`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	if _, worked := y.Days(); worked != 0 || len(y.Worked) != 1 {
		t.Errorf("%d weekend days are worked, named %+v", worked, y.Worked)
	}
	friday := cal.Embedded().With(y).Month(cal.Date(2027, 5, 7)).Weeks[1][4]
	if friday.Day != cal.Date(2027, 5, 7) || friday.Off || friday.Shifted {
		t.Errorf("%+v", friday)
	}
}
