package papers_test

import (
	"bytes"
	"image/png"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/office/papers"
)

// The notice names what is missing and what came, by when and how it is handed in.
func TestTheMaterialsNoticeAsksForWhatIsMissing(t *testing.T) {
	d := openDesk(t, false, 1)
	if _, err := papers.Notice(ctx, d.Office, d.Case); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("without a letterhead: %v", err)
	}
	d.letterhead(t)
	p, err := papers.Notice(ctx, d.Office, d.Case)
	if err != nil {
		t.Fatal(err)
	}
	if p.Title != "备案材料补正通知 BA2026-0001" {
		t.Error(p.Title)
	}
	read := text(t, p)
	inOrder(t, read, "备案材料补正通知", "杭州青禾软件有限公司", "还缺下面", "请补交以下材料", "身份证人像面", "未收到", "营业执照", "已收到：", "怎样交", "勿发群", "敏感个人信息")
	without(t, read, "13800571001", "330106198205290002", "{")

	d.live(t)
	if _, err := papers.Notice(ctx, d.Office, d.Case); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("with all materials there: %v", err)
	}
}

// The picture is made of the same values as the paper; only what clients are sent by WeChat has one.
func TestReportAndNoticeHaveAPictureForAPhone(t *testing.T) {
	d := openDesk(t, false, 1)
	d.letterhead(t)
	for name, make := range map[string]func() (papers.Paper, error){
		"备案进度报告-BA2026-0001":   func() (papers.Paper, error) { return papers.Progress(ctx, d.Office, d.Case) },
		"备案材料补正通知-BA2026-0001": func() (papers.Paper, error) { return papers.Notice(ctx, d.Office, d.Case) },
	} {
		p, err := make()
		if err != nil {
			t.Fatal(err)
		}
		data, err := p.Drawn()
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil || img.Bounds().Dx() != 750 || img.Bounds().Dy() < 1000 {
			t.Errorf("%s: %v %v", name, img.Bounds(), err)
		}
		if got := p.PictureName(); got != name+"-"+d.Office.Today().String()+".png" {
			t.Error(got)
		}
	}
	sheet, err := papers.Filing(ctx, d.Office, d.Case)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sheet.Drawn(); errs.CodeOf(err) != errs.Usage {
		t.Errorf("a sheet of forms is drawn: %v", err)
	}
}
