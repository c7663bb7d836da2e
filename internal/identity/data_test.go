package identity

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// A word in a data file that the code does not know would be read as if it were not
// there, so the sets are closed here.
func TestWordRulesUseKnownTerms(t *testing.T) {
	var file struct {
		Date string `json:"date"`
		wordRules
	}
	decoder := json.NewDecoder(bytes.NewReader(nameData))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&file); err != nil || file.Date == "" {
		t.Fatalf("names.json: date %q, %v", file.Date, err)
	}
	subjects := []string{"", string(SubjectUnknown), string(SubjectPersonal), string(SubjectUnit), string(SubjectGovernment), string(SubjectNational)}
	for kind, rules := range map[string][]wordRule{KindLeadName: file.LeadName, KindSiteName: file.SiteName} {
		if len(rules) == 0 {
			t.Errorf("%s has no rules", kind)
		}
		for _, r := range rules {
			if !strings.HasPrefix(r.Rule, kind+".") || r.Source == "" || len(r.Words) == 0 || slices.Contains(r.Words, "") ||
				!slices.Contains([]string{"start", "end", "inside", "whole", "anywhere"}, r.Where) ||
				!slices.Contains([]string{"fail", "warn"}, r.Severity) ||
				!slices.Contains(subjects, r.Only) || !slices.Contains(subjects, r.Unless) ||
				strings.Count(r.Message, "%") != 1 || strings.Count(r.Message, "%s") != 1 {
				t.Errorf("rule %+v", r)
			}
		}
	}
}

func TestTheLongestSiteNameHasASource(t *testing.T) {
	if r := words().SiteNameLongest; r.Source == "" || r.Characters < 3 || strings.Count(r.Message, "%") != 2 || strings.Count(r.Message, "%d") != 2 {
		t.Errorf("%+v", r)
	}
}

func TestSegmentsAreMobilePrefixes(t *testing.T) {
	if len(segments()) == 0 {
		t.Fatal("no segments")
	}
	for _, s := range segments() {
		if !strings.HasPrefix(s.Rule, KindPhone+".") || s.Message == "" || len(s.Prefixes) == 0 {
			t.Errorf("segment %+v", s)
		}
		for _, p := range s.Prefixes {
			if !digits(p) || len(p) < 3 || p[0] != '1' || p[1] < '3' {
				t.Errorf("prefix %q of %s", p, s.Rule)
			}
		}
	}
}

func TestCodeTablesAreWellFormed(t *testing.T) {
	for _, f := range table(authorityData) {
		if len(f) != 3 || len(f[0]) != 2 {
			t.Errorf("authority %q", f)
		}
	}
	for _, f := range table(provinceData) {
		if len(f) != 4 || len(f[0]) != 2 || !divisions()[f[0]] {
			t.Errorf("province %q", f)
		}
	}
	for _, f := range table(divisionData) {
		if len(f) != 2 || len(f[0]) != 4 || len(f[1])%2 != 0 || !digits(f[0]+f[1]) {
			t.Errorf("division %q", f)
		}
	}
	given := map[string]string{}
	for _, f := range table(areaData) {
		if _, ok := ProvinceByCode(f[0]); !ok || len(f[0]) != 2 || len(f) < 2 {
			t.Errorf("area codes %q", f)
		}
		for _, area := range f[1:] {
			if !areaCode.MatchString(area) || given[area] != "" {
				t.Errorf("area code %q of %s, given to %q already", area, f[0], given[area])
			}
			given[area] = f[0]
		}
	}
	if rows := len(table(areaData)); rows != len(provinces()) {
		t.Errorf("%d provinces have area codes", rows)
	}
	if !knownCounty("330106") || knownCounty("330100") || !knownDivision("330100") || !knownDivision("330000") || knownDivision("339900") {
		t.Error("the codes of Hangzhou are not told apart")
	}
}
