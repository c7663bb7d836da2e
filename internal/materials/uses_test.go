package materials_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
)

// personal is the walk's case with an individual, whose ID card serves all three uses.
func personal(t *testing.T) (materials.Case, materials.Facts) {
	c, f := walk(t)
	c.Subject = "personal"
	return c, f
}

func TestAFileIsJudgedForEachUse(t *testing.T) {
	const good, look, bad = materials.Good, materials.Unchecked, materials.Bad
	for name, c := range map[string]struct {
		code                    string
		size                    int64
		template, forms, police materials.State
		state                   materials.State
		uses, says              string
	}{
		"one copy for all":        {"id-front", 204_800, good, good, good, good, "", ""},
		"… at its upper end":      {"id-front", 400_000, good, good, good, good, "", ""},
		"a byte below the floor":  {"id-front", 55*1024 - 1, bad, bad, good, bad, "信息模板、ICP 备案不能用", "54 KB，信息模板、ICP 备案须不低于 55 KB。请对照原件重扫"},
		"the floor":               {"id-front", 55 * 1024, good, look, good, look, "ICP 备案待核对", "55 KB，ICP 备案宜 200 KB–8 MB。有条件就用大一些的原图（腾讯云公开文档《备案材料上传》，2022，待核实）"},
		"a byte below 200 KB":     {"id-front", 204_799, good, look, good, look, "ICP 备案待核对", "199 KB，ICP 备案宜 200 KB–8 MB。"},
		"what some bureaus cut":   {"id-front", 400_001, good, good, look, look, "公安备案待核对", "401 KB，公安备案宜不超过 400 KB。有的公安机关只收 400 KB，请压到 400 KB 以内（网上转载《网站备案之交互式公安备案流程》一、网上申请流程 3，2023-09-25，待核实）"},
		"the police's bound":      {"id-front", 512_000, good, good, look, look, "公安备案待核对", "宜不超过 400 KB"},
		"above it":                {"id-front", 512_001, good, good, bad, bad, "公安备案不能用", "513 KB，公安备案须不超过 512 KB。请另存一份 200–400 KB 的再传"},
		"a phone's photo":         {"id-front", 3_200_000, good, good, bad, bad, "公安备案不能用", "3.2 MB，公安备案须不超过 512 KB"},
		"more than some clouds":   {"id-front", 4_000_001, good, look, bad, bad, "公安备案不能用，ICP 备案待核对", "4.1 MB，公安备案须"},
		"a face of any size":      {"handheld", 41 * 1024, good, look, good, look, "ICP 备案待核对", "41 KB，宜 200 KB–8 MB。"},
		"a photo of a face":       {"handheld", 3_200_000, good, good, good, good, "", ""},
		"a face of too many":      {"handheld", 8_000_001, good, look, good, look, "ICP 备案待核对", "8.1 MB，宜 200 KB–8 MB。请压到 4 MB 以内"},
		"a proof has no bound":    {"domain-cert", 900, good, good, good, good, "", ""},
		"a proof of ten megabyte": {"domain-cert", 10_000_000, good, good, good, good, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			plan, facts := personal(t)
			i := item(t, materials.Judge(plan, facts, []materials.Document{doc(c.code, 1, c.size)}), c.code)
			if i.State != c.state || i.Uses != c.uses || !strings.Contains(i.Why, c.says) || (c.says == "") != (i.Why == "") {
				t.Errorf("%s, %q: %q", i.State, i.Uses, i.Why)
			}
			for stage, want := range map[string]materials.State{"template": c.template, "forms": c.forms, "police-subject": c.police} {
				if got, _ := i.For(stage); got != want {
					t.Errorf("for %s it is %s, want %s", stage, got, want)
				}
			}
		})
	}
}

func TestAUseThatAFileFailsBlocksNoOther(t *testing.T) {
	plan, facts := personal(t)
	docs := []materials.Document{doc("id-front", 1, 3_200_000), doc("id-back", 1, 300_000), doc("handheld", 1, 300_000)}
	items := materials.Judge(plan, facts, docs)
	for _, stage := range []string{"materials", "template", "forms"} {
		if gaps := materials.Gaps(plan, items, stage); len(gaps) > 0 {
			t.Errorf("%s says %q", stage, gaps)
		}
	}
	want := []string{"身份证人像面 3.2 MB，须不超过 512 KB。请另存一份 200–400 KB 的再传"}
	if gaps := materials.Gaps(plan, items, "police-subject"); !slices.Equal(gaps, want) {
		t.Errorf("the police's says %q", gaps)
	}
	if owed := materials.Owed(items); !slices.ContainsFunc(owed, func(o string) bool {
		return strings.HasSuffix(o, "主体审核要用") && strings.Contains(o, "3.2 MB")
	}) {
		t.Errorf("owed %q", owed)
	}
	// A reviewer's word counts everywhere.
	i := item(t, items, "id-back")
	i.Refuse("反光")
	if state, why := i.For("template"); state != materials.Bad || why != "反光" {
		t.Errorf("refused it is %s: %s", state, why)
	}
}

func TestAnOrderWithoutThePoliceAsksNothingForThem(t *testing.T) {
	plan, facts := personal(t)
	plan.Police = false
	if i := item(t, materials.Judge(plan, facts, []materials.Document{doc("id-front", 1, 3_200_000)}), "id-front"); i.State != materials.Good || i.Uses != "" {
		t.Errorf("%s, %q", i.State, i.Uses)
	}
}

func TestColourAndAWayOfWritingAreToldAndStopNobody(t *testing.T) {
	plan, facts := personal(t)
	for code, c := range map[string]struct {
		m     materials.Measured
		state materials.State
		says  string
	}{
		"id-front":    {materials.Measured{Mime: "image/jpeg", Size: 300_000, Width: 820, Height: 517, Grey: true}, materials.Unchecked, "看起来是黑白的，要彩色件，请用彩色重扫"},
		"licence":     {materials.Measured{Mime: "image/jpeg", Size: 300_000, Width: 820, Height: 517}, materials.Good, ""},
		"handheld":    {materials.Measured{Mime: "image/jpeg", Size: 300_000, Width: 820, Height: 517, Grey: true}, materials.Good, ""},
		"domain-cert": {materials.Measured{Mime: "application/pdf", Size: 300_000, OffSpec: true}, materials.Unchecked, "能打开，别处可能不收；被退时请打印成新的 PDF 再传"},
	} {
		r, _ := materials.Find(code)
		checks, ok := materials.Examine(r, c.m)
		d := materials.Document{Material: code, No: 1, Mime: c.m.Mime, Size: c.m.Size, Checks: checks, OK: ok}
		if i := item(t, materials.Judge(plan, facts, []materials.Document{d}), code); i.State != c.state || i.Why != c.says || !ok {
			t.Errorf("%s is %s: %q", code, i.State, i.Why)
		}
	}
}

func TestTypesThatAPortalDoesNotTakeAreBadEverywhere(t *testing.T) {
	plan, facts := personal(t)
	for _, mime := range []string{"application/pdf", "image/webp", "image/bmp"} {
		r, _ := materials.Find("id-front")
		checks, ok := materials.Examine(r, materials.Measured{Mime: mime, Size: 300_000})
		d := materials.Document{Material: "id-front", No: 1, Mime: mime, Size: 300_000, Checks: checks, OK: ok}
		i := item(t, materials.Judge(plan, facts, []materials.Document{d}), "id-front")
		if state, why := i.For("police-subject"); ok || state != materials.Bad || !strings.Contains(why, "须 JPG 或 PNG。请另存为 JPG 再传") {
			t.Errorf("%s is %s: %s", mime, state, why)
		}
	}
}

// The release before judged a file once, by the narrowest bounds of all portals.
func TestWhatTheReleaseBeforeFoundBadIsJudgedAnew(t *testing.T) {
	plan, facts := personal(t)
	before := func(size int64, ok bool) materials.Document {
		return materials.Document{Material: "id-front", No: 1, Mime: "image/jpeg", Size: size, Width: 820, Height: 517, OK: ok, Checks: []materials.Check{
			{Code: "type", Label: "文件类型", Measured: "JPG", Limit: "JPG 或 PNG", OK: true},
			{Code: "size", Label: "文件大小", Measured: "529 KB", Limit: "55–400 KB", OK: ok, Advice: "请把图片压到 400 KB 以内再传"},
		}}
	}
	i := item(t, materials.Judge(plan, facts, []materials.Document{before(529_000, false)}), "id-front")
	if state, _ := i.For("template"); state != materials.Good || i.Uses != "公安备案不能用" {
		t.Errorf("529 KB: %s, %q", state, i.Uses)
	}
	if i := item(t, materials.Judge(plan, facts, []materials.Document{before(60_000, true)}), "id-front"); i.State != materials.Good {
		t.Errorf("60 KB, good before: %s %s", i.State, i.Why)
	}
}

// What was judged when it came in keeps its verdict when the limits of a later release
// differ.
func TestAFileKeepsTheVerdictOfTheLimitsItCameInUnder(t *testing.T) {
	plan, facts := personal(t)
	d := doc("id-front", 1, 3_200_000)
	for n := range d.Checks {
		d.Checks[n].OK, d.Checks[n].Doubt = true, false
	}
	if i := item(t, materials.Judge(plan, facts, []materials.Document{d}), "id-front"); i.State != materials.Good {
		t.Errorf("%s: %s", i.State, i.Why)
	}
}

func TestEveryBoundNamesItsSourceAndWhetherItIsConfirmed(t *testing.T) {
	firm, doubt := 0, 0
	for _, r := range materials.All() {
		for _, b := range r.Accepts().Bounds {
			if b.Unconfirmed == strings.Contains(b.Source, "《腾讯云网站域名备案流程》") {
				t.Errorf("%s: %s of %s", r.Code, b.Range, b.Source)
			}
			if b.Unconfirmed {
				doubt++
			} else {
				firm++
			}
		}
	}
	if firm == 0 || doubt == 0 {
		t.Errorf("%d firm, %d not", firm, doubt)
	}
	r, _ := materials.Find("licence")
	if words := r.Accepts().Words(); !strings.Contains(words, "ICP 备案 200 KB–8 MB（腾讯云公开文档《备案材料上传》，2022，待核实）") {
		t.Errorf("in words: %s", words)
	}
}

func TestOnlyAnAppIsAskedForItsIcon(t *testing.T) {
	plan, facts := personal(t)
	is := func(i materials.Item) bool { return i.Code == "app-icon" }
	if items := materials.Judge(plan, facts, nil); slices.ContainsFunc(items, is) {
		t.Error("a website is asked for an app's icon")
	}
	plan.Type, plan.Police = "app", false
	if i := item(t, materials.Judge(plan, facts, nil), "app-icon"); i.State != materials.Wanting || !slices.Equal(i.Stages, []string{"forms"}) {
		t.Errorf("%s at %v", i.State, i.Stages)
	}
	large := materials.Judge(plan, facts, []materials.Document{doc("app-icon", 1, 120_000)})
	if i := item(t, large, "app-icon"); i.State != materials.Unchecked || !strings.Contains(i.Why, "100 KB") {
		t.Errorf("of 120 KB it is %s: %s", i.State, i.Why)
	}
}

func TestWhatOnlyThePoliceRefuseIsNotOwedBeforeTheyAreToHaveIt(t *testing.T) {
	plan, facts := personal(t)
	docs := []materials.Document{doc("id-front", 1, 900_000), doc("id-back", 1, 300_000), doc("handheld", 1, 300_000)}
	asked := func(plan materials.Case) (materials.Item, bool, bool) {
		items := materials.Judge(plan, facts, docs)
		owed := slices.ContainsFunc(materials.Owed(items), func(o string) bool { return strings.HasPrefix(o, "身份证人像面") })
		chased := slices.ContainsFunc(materials.Asks(items), func(a materials.Ask) bool { return a.Label == "身份证人像面" })
		return item(t, items, "id-front"), owed, chased
	}
	plan.PoliceAhead = true
	i, owed, chased := asked(plan)
	if owed || chased || i.State != materials.Unchecked || i.Stand(docs[0]) != materials.Unchecked {
		t.Errorf("in the ICP phase it is %s, owed %v, chased %v", i.State, owed, chased)
	}
	if i.Uses != "公安备案不能用" || !strings.HasPrefix(i.Why, "900 KB，公安备案须不超过 512 KB") {
		t.Errorf("the material says %q: %q", i.Uses, i.Why)
	}
	if state, _ := i.For("police-subject"); state != materials.Bad {
		t.Errorf("for the police it is %s", state)
	}
	plan.PoliceAhead = false
	if i, owed, chased = asked(plan); !owed || !chased || i.State != materials.Bad {
		t.Errorf("in the police phase it is %s, owed %v, chased %v", i.State, owed, chased)
	}
	// What fails now is asked for now, whatever the police say.
	plan.PoliceAhead = true
	docs[0] = doc("id-front", 1, 41*1024)
	if i, owed, chased = asked(plan); !owed || !chased || i.State != materials.Bad {
		t.Errorf("below the template's floor it is %s, owed %v, chased %v", i.State, owed, chased)
	}
}

func TestACopyMeetsAllPortalsOrOne(t *testing.T) {
	licence, _ := materials.Find("licence")
	for use, want := range map[string]materials.Sizes{
		materials.AllUses: {Least: 204_800, Most: 400_000, Words: "200 KB–400 KB"},
		"template":        {Least: 56_320, Words: "不低于 55 KB"},
		"filing":          {Least: 204_800, Most: 4_000_000, Words: "200 KB–4 MB"},
		"police":          {Most: 400_000, Words: "不超过 400 KB"},
	} {
		if got, err := licence.CopySizes(use); err != nil || got != want {
			t.Errorf("%s: %+v, %v", use, got, err)
		}
	}
	face, _ := materials.Find("handheld")
	if _, err := face.CopySizes("police"); fieldOf(err) != "for" {
		t.Errorf("the picture with a face goes to no police: %v", err)
	}
	if _, err := face.CopySizes("nobody"); fieldOf(err) != "for" {
		t.Error(err)
	}
}

func fieldOf(err error) string {
	var e *errs.Error
	if errors.As(err, &e) {
		return e.Field
	}
	return ""
}
