package paper_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/paper"
)

// notice is the notice of a case that lacks three materials.
func notice() paper.Notice {
	return paper.Notice{
		Letterhead: letterhead(), CaseNumber: "BA2026-0402", Client: "天水麦积石雕艺术工作室", CaseType: "首次备案（ICP备案＋公安备案）",
		Intro: "您委托的备案共要 11 项材料，已收到 7 项，还缺下面 3 项。请在 2026-11-27 前补齐。",
		Asks: []paper.NoticeAsk{
			{Label: "负责人手持身份证照片", State: "须重交", Text: "上次发来的用不了，请重发。免冠，露出完整的头部和双肩；五官清晰、亮度均匀；身份证人像面文字看得清。"},
			{Label: "营业执照", State: "未收到", Text: "拍原件，四边边框拍全，亮度均匀、不反光，字要看得清；发原图，不要截图，不要加水印"},
			{Label: "应急手机号", State: "未收到", Text: "不能与负责人手机号相同；审核时会打电话核对。"},
		},
		Received: "已收到：负责人身份证正反面、负责人手机号、邮箱。", Sending: []string{"微信请勾选“原图”单独发给经办人，勿发群。", "也可以当面交给经办人。"},
		Privacy: "身份证件和人脸照片属于敏感个人信息，仅用于本次备案，加密保存。", Contact: paper.Contact{Name: "马晓东", Phone: "0931-5550118"}, GeneratedAt: generated,
	}
}

// decoded reads a strip; SHOTS names a folder that gets it to be looked at.
func decoded(t *testing.T, name string, data []byte, err error) image.Image {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if shots := os.Getenv("SHOTS"); shots != "" {
		if err := os.WriteFile(shots+"/"+name+".png", data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// dark counts the pixels of a band that are nearly black.
func dark(img image.Image, from, to int) int {
	n := 0
	for y := from; y < to; y++ {
		for x := range img.Bounds().Dx() {
			if color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y < 64 {
				n++
			}
		}
	}
	return n
}

func TestAStripIsAsWideAsAPhoneShowsAndDrawnToItsEnd(t *testing.T) {
	report, err := paper.DrawProgress(progress(t))
	for name, img := range map[string]image.Image{
		"progress": decoded(t, "progress", report, err),
		"notice":   func() image.Image { data, err := paper.DrawNotice(notice()); return decoded(t, "notice", data, err) }(),
	} {
		b := img.Bounds()
		if b.Dx() != paper.StripWidth || b.Dy() < 1200 {
			t.Errorf("%s: %v", name, b)
		}
		for y := 0; y+400 <= b.Dy(); y += 400 {
			if n := dark(img, y, y+400); n < 1000 || n > 150_000 {
				t.Errorf("%s: %d dark pixels from %d", name, n, y)
			}
		}
		for y := range b.Dy() { // nothing touches the edges
			for _, x := range []int{0, b.Dx() - 1} {
				if img.At(x, y) != (color.RGBA{255, 255, 255, 255}) {
					t.Fatalf("%s: ink at %d,%d", name, x, y)
				}
			}
		}
	}
	if len(report) > 400_000 {
		t.Errorf("%d bytes", len(report))
	}
	again, _ := paper.DrawProgress(progress(t))
	if !bytes.Equal(report, again) {
		t.Error("the same report gives another picture")
	}
}

func TestAStripSaysWhatThePaperSays(t *testing.T) {
	v := progress(t)
	on, err := paper.StripProgress(v)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.ReplaceAll(texts(on), "\n", "")
	want := []string{"备案进度报告", v.Client, v.SiteName, v.Domain, v.CaseNumber, v.CaseType, v.Place, "当前进度", "ICP备案", "已办结", "签约开子账号", "2 次", "网站审核", " 起"}
	for _, a := range v.Actions {
		want = append(want, a.By)
	}
	for _, n := range v.Numbers {
		want = append(want, n.Name, n.Use)
	}
	for _, d := range v.Dates {
		want = append(want, d.Matter)
	}
	for _, h := range v.History {
		want = append(want, h.On.String(), h.Matter)
	}
	for _, s := range append(want, "兰州市公安局网安部门", "第 3 个工作日", "尚未取得", "2027 年放假安排尚未公布") {
		if !strings.Contains(got, s) {
			t.Errorf("no %q in\n%s", s, texts(on))
		}
	}
	if least := paper.Smallest(v); least < 26 {
		t.Errorf("type of %.1f pixels", least)
	}
	if on.Pages != 1 {
		t.Errorf("%d pages", on.Pages)
	}
}

func TestAStripSaysWhenThereIsNothingAndCountsWhatItLeavesOut(t *testing.T) {
	l, err := paper.StripProgress(openedCase(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"目前没有需要您做的事。", "目前没有等待中的事项。", "目前还没有取得号码。", "暂无。", "未委托"} {
		if !strings.Contains(texts(l), s) {
			t.Errorf("no %q", s)
		}
	}
	v := progress(t)
	for i := range 80 {
		v.History = append(v.History, paper.Done{On: day(t, "2026-09-10").Add(-i), Undated: i == 0, Matter: "往来", Note: fmt.Sprintf("第 %d 封邮件", i+1)})
	}
	l, err = paper.StripProgress(v)
	if err != nil {
		t.Fatal(err)
	}
	shown := strings.Count(texts(l), "封邮件")
	if !strings.Contains(texts(l), fmt.Sprintf("更早的 %d 项略", 80-shown)) || !strings.Contains(texts(l), cal.NoDate) {
		t.Errorf("%d shown:\n%s", shown, texts(l))
	}
}

func TestAStripTooLongForAPhoneIsRefused(t *testing.T) {
	v := progress(t)
	for range 200 {
		v.Actions = append(v.Actions, v.Actions[0])
	}
	if _, err := paper.DrawProgress(v); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("%v", err)
	}
	bare := progress(t)
	bare.Client = ""
	if _, err := paper.DrawProgress(bare); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("%v", err)
	}
}

func TestALogoStandsOnTheStrip(t *testing.T) {
	v := notice()
	v.Letterhead.Logo = pattern(t, 2000)
	data, err := paper.DrawNotice(v)
	decoded(t, "notice-logo", data, err)
	plain, _ := paper.DrawNotice(notice())
	if bytes.Equal(data, plain) {
		t.Error("the logo is not drawn")
	}
}

func TestTheNoticeSaysTheSameOnPaperAndOnAPhone(t *testing.T) {
	v := notice()
	for range 12 { // onto a second page
		v.Asks = append(v.Asks, v.Asks[1])
	}
	sheet, err := paper.LayoutNotice(v)
	if err != nil {
		t.Fatal(err)
	}
	inside(t, sheet)
	strip, err := paper.StripNotice(v)
	if err != nil {
		t.Fatal(err)
	}
	for name, l := range map[string]paper.Layout{"paper": sheet, "phone": strip} {
		got := strings.NewReplacer("\n", "", "|", "").Replace(texts(l))
		for _, s := range []string{"备案材料补正通知", v.Client, v.CaseNumber, "须重交", "上次发来的", "请补交以下材料", "应急手机号", "已收到：", "怎样交", "勿发群", "敏感个人信息"} {
			if !strings.Contains(got, s) {
				t.Errorf("%s: no %q in\n%s", name, s, texts(l))
			}
		}
	}
	if sheet.Pages != 2 {
		t.Errorf("%d pages", sheet.Pages)
	}
	v.Asks = nil
	if _, err := paper.RenderNotice(v); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("%v", err)
	}
}
