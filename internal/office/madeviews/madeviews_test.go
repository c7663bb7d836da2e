package madeviews_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/madeviews"
	"beiandesk/internal/office/setup"
)

var ctx = context.Background()

type (
	saveInput    = madeviews.ViewInput
	nameInput    = madeviews.ViewNameInput
	restoreInput = madeviews.PutBackInput
)

// names are those of the views, the one that comes first marked.
func names(all []madeviews.MadeView) string {
	list := []string{}
	for _, v := range all {
		name := v.Name + "=" + v.Body
		if v.First {
			name += "*"
		}
		list = append(list, name)
	}
	return strings.Join(list, " ")
}

func TestViewsAreKeptChangedDroppedAndPutBack(t *testing.T) {
	d := desktest.New(t, "2026-11-23 09:12")
	did := func(want string) func([]madeviews.MadeView, error) {
		return func(all []madeviews.MadeView, err error) {
			t.Helper()
			if err != nil || names(all) != want {
				t.Fatalf("%s, not %s: %v", names(all), want, err)
			}
			if kept, err := madeviews.All(ctx, d.Office); err != nil || names(kept) != want {
				t.Fatalf("kept are %s, not %s: %v", names(kept), want, err)
			}
		}
	}
	did("甲=1")(madeviews.Save(ctx, d.Office, saveInput{Name: " 甲 ", Body: "1"}))
	did("甲=1 乙=2")(madeviews.Save(ctx, d.Office, saveInput{Name: "乙", Body: "2"}))
	did("甲=1* 乙=2")(madeviews.SetFirst(ctx, d.Office, nameInput{Name: "甲"}))
	did("甲=3* 乙=2")(madeviews.Save(ctx, d.Office, saveInput{Was: "甲", Name: "甲", Body: "3"}))
	did("丙=3* 乙=2")(madeviews.Save(ctx, d.Office, saveInput{Was: "甲", Name: "丙", Body: "3"}))
	did("乙=2")(madeviews.Drop(ctx, d.Office, nameInput{Name: "丙"}))
	did("丙=3* 乙=2")(madeviews.Restore(ctx, d.Office, restoreInput{View: madeviews.MadeView{Name: "丙", Body: "3", First: true}}))
	did("丙=3 乙=2")(madeviews.SetFirst(ctx, d.Office, nameInput{}))

	d.Restart(t)
	did("丙=3 乙=2")(madeviews.All(ctx, d.Office))
	other, err := setup.AddStaff(ctx, d.Office, "别人")
	if err != nil {
		t.Fatal(err)
	}
	d.Office.Staff = other.ID
	did("")(madeviews.All(ctx, d.Office))
}

func TestAViewThatCanNotBeKeptIsToldWhy(t *testing.T) {
	d := desktest.New(t, "2026-11-23 09:12")
	for i := range madeviews.Most {
		if _, err := madeviews.Save(ctx, d.Office, saveInput{Name: fmt.Sprint("View ", i), Body: "1"}); err != nil {
			t.Fatal(err)
		}
	}
	for name, test := range map[string]struct {
		in   saveInput
		code errs.Code
		says string
	}{
		"no name":          {saveInput{Name: "  ", Body: "1"}, errs.Invalid, "起个名字"},
		"a name twice":     {saveInput{Name: "view 3", Body: "1"}, errs.Invalid, "已经有叫"},
		"another's name":   {saveInput{Was: "View 1", Name: "View 2", Body: "1"}, errs.Invalid, "已经有叫"},
		"a given view's":   {saveInput{Was: "View 1", Name: "在办", Body: "1"}, errs.Invalid, "已经有叫"},
		"one too many":     {saveInput{Name: "还有", Body: "1"}, errs.Invalid, "最多存 20 个"},
		"a name too long":  {saveInput{Name: strings.Repeat("长", 21), Body: "1"}, errs.Invalid, "20 个字"},
		"one that is gone": {saveInput{Was: "没有", Name: "没有", Body: "1"}, errs.NotFound, "已经删除"},
		"nothing to keep":  {saveInput{Was: "View 1", Name: "View 1"}, errs.Invalid, "重新打开"},
	} {
		if _, err := madeviews.Save(ctx, d.Office, test.in); errs.CodeOf(err) != test.code || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if all, err := madeviews.All(ctx, d.Office); err != nil || len(all) != madeviews.Most {
		t.Errorf("%d views, %v", len(all), err)
	}
	if _, err := madeviews.Save(ctx, d.Office, saveInput{Was: "View 1", Name: "View 1", Body: "2"}); err != nil {
		t.Errorf("a full shelf takes no change: %v", err)
	}
}

func TestWhatAViewLooksForLiesSealed(t *testing.T) {
	d := desktest.New(t, "2026-11-23 09:12")
	if _, err := madeviews.Save(ctx, d.Office, saveInput{Name: "沈的", Body: `{"text":"沈一鸣"}`}); err != nil {
		t.Fatal(err)
	}
	for name, content := range d.Folder(t) {
		if bytes.Contains(content, []byte("沈一鸣")) || bytes.Contains(content, []byte("沈的")) {
			t.Errorf("%s has it in clear", name)
		}
	}
}

func TestWhoIsErasedIsLookedForByNoView(t *testing.T) {
	d := desktest.New(t, "2026-11-23 09:12")
	for _, name := range []string{"甲", "乙"} {
		if _, err := madeviews.Save(ctx, d.Office, saveInput{Name: name, Body: "text:" + name}); err != nil {
			t.Fatal(err)
		}
	}
	d.MustWrite(t, func(w *office.Work) error {
		return madeviews.DropNaming(w, func(text string) bool { return strings.Contains(text, "text:甲") })
	})
	all, err := madeviews.All(ctx, d.Office)
	if err != nil || !slices.Equal(all, []madeviews.MadeView{{Name: "乙", Body: "text:乙"}}) {
		t.Errorf("%+v %v", all, err)
	}
}
