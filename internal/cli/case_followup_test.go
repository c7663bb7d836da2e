package cli_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/desk/desktest"
)

// A delivered case is followed up by commands alone: what falls due is listed, done with its new
// day, taken back, and a case comes of it.
func TestWhatFollowsACaseIsDoneByCommands(t *testing.T) {
	f := newFolder(t)
	number := delivered(t, f)
	f.at("2026-11-23 10:00")
	due := func(args ...string) (list []shapes.Followup) {
		if err := json.Unmarshal([]byte(f.must(append([]string{"list", "followups", "--json"}, args...)...)), &list); err != nil {
			t.Fatal(err)
		}
		return list
	}
	list := due()
	if len(list) != 1 || list[0].Case != number || list[0].Kind != "server" || list[0].Day != "2026-12-10" || !slices.Contains(list[0].Leads, "access") {
		t.Fatalf("due: %+v", list)
	}
	if got := due("--within", "5"); len(got) != 0 {
		t.Errorf("within five days: %+v", got)
	}
	key := list[0].Key
	f.refused(1, "新的到期日", "case", "followup", "done", key, "--case", number)
	made := f.must("case", "followup", "done", key, "--case", number, "--until", "2027-12-10", "--note", "续了一年")
	if got := due(); len(got) != 0 {
		t.Errorf("done and still due: %+v", got)
	}
	f.must("case", "followup", "undo", made)
	f.refused(2, "--reason", "case", "followup", "drop", key, "--case", number)
	f.must("case", "followup", "undo", f.must("case", "followup", "drop", key, "--case", number, "--reason", "搬走了"))
	f.must("case", "followup", "add", "--case", number, "--label", "续签服务合同", "--day", "2026-12-01", "--yearly")
	if got := f.must("list", "followups"); !strings.Contains(got, "续签服务合同") || !strings.Contains(got, "服务器到期") {
		t.Errorf("listed:\n%s", got)
	}
	f.refused(1, "不开这一类", "case", "followup", "open", key, "--case", number, "--type", "change")
	opened := f.must("case", "followup", "open", key, "--case", number, "--type", "access", "--agree")
	var of shapes.CaseFollowups
	if err := json.Unmarshal([]byte(f.must("case", "followup", "--case", number, "--json")), &of); err != nil {
		t.Fatal(err)
	}
	if len(of.Decided) != 1 || of.Decided[0].Led != opened || len(of.Standing) != 1 {
		t.Errorf("%+v", of)
	}
	if err := json.Unmarshal([]byte(f.must("case", "followup", "--case", opened, "--json")), &of); err != nil || !slices.Equal(of.From, []string{number}) {
		t.Errorf("the new case comes of %v, %v", of.From, err)
	}
}

// delivered opens the worked example with the ICP phase alone and a server until 10 December, and
// hands it over on 5 November.
func delivered(t *testing.T, f *folder) string {
	t.Helper()
	var example map[string]any
	if err := json.Unmarshal([]byte(f.must("case", "new", "--example")), &example); err != nil {
		t.Fatal(err)
	}
	of := example["case"].(map[string]any)
	of["phases"], of["lookup_day"], of["signed_at"], of["values"] = []string{"icp"}, "2026-10-12", "2026-10-12 10:00", map[string]string{"new_domain": "no"}
	site := example["sites"].([]any)[0].(map[string]any)
	site["bought_on"], site["verified_on"], site["server_until"] = "2026-09-08", "2026-09-09", "2026-12-10"
	f.at("2026-11-05 10:00")
	number := f.must("case", "new", "--file", f.file("case.json", mustJSON(t, example)))
	for _, material := range []string{"licence", "id-front", "id-back", "handheld"} {
		f.must("attach", "--case", number, "--material", material, f.file(material+".jpg", string(desktest.Picture(t, 250_000))))
	}
	for _, step := range [][]string{
		{"account.done", "2026-10-13 10:00"}, {"materials.done", "2026-10-13 11:00"}, {"forms.filled", "2026-10-19 11:00"}, {"forms.face", "2026-10-19 12:00"},
		{"prereview.submit", "2026-10-19 13:00"}, {"prereview.pass", "2026-10-20 10:00"}, {"bureau-submit.sms", "2026-10-21 10:00"}, {"sms.verified", "2026-10-21 11:00"},
		{"bureau-review.approve", "2026-10-30 10:00"}, {"number.record", "2026-10-30 11:00", "--set", "subject_number=浙ICP备2026051234号", "--set", "site_number=浙ICP备2026051234号-1"},
		{"revoke.ask", "2026-11-02 10:00"}, {"revoke.confirm", "2026-11-03 10:00"}, {"online.live", "2026-11-04 10:00"}, {"handover.done", "2026-11-05 09:00", "--set", "scans=purge", "--agree"},
	} {
		f.must(append([]string{"case", "do", "--case", number, "--action", step[0], "--at", step[1]}, step[2:]...)...)
	}
	return number
}
