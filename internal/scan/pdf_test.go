package scan_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"beiandesk/internal/errs"
	"beiandesk/internal/scan"
)

func refused(t *testing.T, what string, content []byte, says string) {
	t.Helper()
	info, err := scan.Inspect(t.Context(), content)
	if errs.CodeOf(err) != errs.Hostile || !strings.Contains(err.Error(), says) {
		t.Errorf("%s: %+v, %v; want it refused with %q", what, info, err, says)
	}
}

func example(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestPapersThatActAreRefused(t *testing.T) {
	for name, says := range map[string]string{
		"launch_clear.pdf": "启动电脑上的程序", "launch_hidden.pdf": "启动电脑上的程序", "p_launch.pdf": "启动电脑上的程序", "p_hexlaunch.pdf": "启动电脑上的程序",
		"p_js.pdf": "脚本程序", "p_hexjs.pdf": "脚本程序",
		"p_gotor.pdf": "打开、导入或提交", "p_import.pdf": "打开、导入或提交", "p_submit.pdf": "打开、导入或提交",
		"p_uri.pdf": "自己连到外面", "xref_dd_2000.pdf": "大得不正常",
	} {
		refused(t, name, example(t, name), says)
	}
}

// Object 4 is the first after the only page.
func TestWhateverAPaperNeverNeedsIsFoundWhereverItStands(t *testing.T) {
	for name, c := range map[string]struct {
		catalogue, page string
		more            []string
		says            string
	}{
		"a script in a page's AA":          {page: "/AA <</O 4 0 R>>", more: []string{`<</S /JavaScript /JS (app.alert\(1\))>>`}, says: "脚本程序"},
		"a script in the catalogue's AA":   {catalogue: "/AA <</WC <</S /JavaScript /JS 4 0 R>>>>", more: []string{"(x)"}, says: "脚本程序"},
		"a script in an annotation's AA":   {page: "/Annots [4 0 R]", more: []string{"<</Type /Annot /Subtype /Widget /Rect [0 0 9 9] /AA <</E <</S /JavaScript /JS (x)>>>>>>"}, says: "脚本程序"},
		"a script in a name tree":          {catalogue: "/Names <</JavaScript <</Names [(a) 4 0 R]>>>>", more: []string{"<</S /JavaScript /JS (x)>>"}, says: "脚本程序"},
		"a script in a rendition":          {page: "/Annots [4 0 R]", more: []string{"<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A <</S /Rendition /JS (x)>>>>"}, says: "没有收下"},
		"a script named by reference":      {catalogue: "/OpenAction <</S 4 0 R /J#53 (x)>>", more: []string{"/JavaScript"}, says: "脚本程序"},
		"a script that follows":            {catalogue: "/OpenAction <</S /GoTo /D [3 0 R /Fit] /Next [<</S /GoTo /D [3 0 R /Fit] /Next 4 0 R>>]>>", more: []string{"<</S /JavaScript /JS (x)>>"}, says: "脚本程序"},
		"a start behind a link":            {page: "/Annots [<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A <</S /L#61unch /F (calc.exe)>>>>]", says: "启动电脑上的程序"},
		"a web page when a page is turned": {page: "/AA <</O <</S /URI /URI (http://127.0.0.1/)>>>>", says: "自己连到外面"},
		"a web page that follows":          {catalogue: "/OpenAction <</S /GoTo /D [3 0 R /Fit] /Next 4 0 R>>", more: []string{"<</S /URI /URI (http://127.0.0.1/)>>"}, says: "自己连到外面"},
		"actions in a circle":              {catalogue: "/OpenAction 4 0 R", more: []string{"<</S /GoTo /D [3 0 R /Fit] /Next [4 0 R 5 0 R 5 0 R]>>", "<</S /Hide /Next [4 0 R 6 0 R]>>", "<</S /URI /URI (http://127.0.0.1/)>>"}, says: "自己连到外面"},
		"an action nobody knows":           {catalogue: "/OpenAction <</S /Surprise>>", says: "自己连到外面"},
		"another paper behind a link":      {page: `/Annots [<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A <</S /GoToR /F (\\\\host\\share)>>>>]`, says: "打开、导入或提交"},
		"an embedded file":                 {catalogue: "/Names <</EmbeddedFiles <</Names [(a) 4 0 R]>>>>", more: []string{"<</Type /Filespec /F (a.exe) /EF <</F 5 0 R>>>>", streamOf("/Type /EmbeddedFile", []byte("MZ"))}, says: "附件"},
		"a file pinned to a page":          {page: "/Annots [<</Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS <</Type /Filespec /F (a)>>>>]", says: "附件"},
		"a file beside a page":             {page: "/AF [<</Type /Filespec /F (a) /EF <</F 4 0 R>>>>]", more: []string{streamOf("", []byte("MZ"))}, says: "附件"},
		"a paper inside a paper":           {page: "/Annots [<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A <</S /GoToE /D [0 /Fit]>>>>]", says: "附件"},
		"a dynamic form":                   {catalogue: "/AcroForm <</Fields [] /XFA 4 0 R>>", more: []string{streamOf("", []byte("<xdp/>"))}, says: "XFA"},
		"a film":                           {page: "/Annots [<</Type /Annot /Subtype /RichMedia /Rect [0 0 9 9]>>]", says: "视频"},
		"a picture that lies elsewhere":    {page: "/Contents 4 0 R", more: []string{streamOf("/F (http://127.0.0.1/a)", nil)}, says: "别处取"},
		"a page of another paper":          {page: "/Resources <</XObject <</a 4 0 R>>>>", more: []string{streamOf("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Ref <</F (b.pdf) /Page 0>>", nil)}, says: "别处取"},
	} {
		refused(t, name, pdfWith(1, c.catalogue, c.page, c.more...), c.says)
		if !strings.Contains(strings.Join(c.more, ""), "stream") {
			refused(t, name+", in an object stream", packedPDF(1, c.catalogue, c.page, c.more...), c.says)
		}
	}
}

func TestPapersThatOnlyLeadToAPlaceAreRead(t *testing.T) {
	for name, content := range map[string][]byte{
		"opens at a page":        pdfWith(1, "/OpenAction [3 0 R /Fit]", ""),
		"goes to a page":         pdfWith(1, "/OpenAction <</S /GoTo /D [3 0 R /Fit]>>", ""),
		"a link to the web":      pdfWith(1, "", "/Annots [<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A <</S /URI /URI (https://beian.miit.gov.cn/)>>>>]"),
		"a signature":            pdfWith(1, "/AcroForm <</SigFlags 3 /Fields [4 0 R]>>", "/Annots [4 0 R]", "<</Type /Annot /Subtype /Widget /FT /Sig /T (a) /Rect [0 0 0 0] /P 3 0 R /F 132>>"),
		"in an object stream":    packedPDF(2, "/OpenAction [3 0 R /Fit]", ""),
		"after a mail's heading": append([]byte("Content-Type: application/pdf\r\n\r\n"), pdfOf(1)...),
	} {
		info, err := scan.Inspect(t.Context(), content)
		if err != nil || info.Mime != scan.PDF || info.Pages == 0 || info.OffSpec {
			t.Errorf("%s: %+v, %v", name, info, err)
		}
	}
}

func TestAPaperAgainstTheSpecificationIsReadAndSaysSo(t *testing.T) {
	for name, content := range map[string][]byte{
		"a page without size":          bytes.ReplaceAll(pdfOf(1), []byte("/MediaBox [0 0 595 842] "), []byte("                        ")),
		"an annotation of a wrong box": pdfWith(1, "", "/Annots [<</Type /Annot /Subtype /Link /Rect (none)>>]"),
		"a wrong kind of entry":        pdfWith(1, "/Lang 7 /PageMode /Surprise", ""),
	} {
		info, err := scan.Inspect(t.Context(), content)
		if err != nil || info.Pages != 1 || !info.OffSpec {
			t.Errorf("%s: %+v, %v", name, info, err)
		}
	}
}

func TestSealedPapersSayHow(t *testing.T) {
	refused(t, "with a password", sealedPDF(t, "secret"), "要密码才能打开")
	refused(t, "with limits alone", sealedPDF(t, ""), "限制了打印、复制或修改")
	refused(t, "with a certificate", bytes.Replace(pdfWith(1, "", "", "<</Filter /Adobe.PubSec /SubFilter /adbe.pkcs7.s5 /V 4>>"),
		[]byte("/Root 1 0 R"), []byte("/Root 1 0 R /Encrypt 4 0 R"), 1), "用证书")
}

func sealedPDF(t *testing.T, password string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := api.Encrypt(bytes.NewReader(pdfOf(1)), &b, model.NewAESConfiguration(password, "owner", 256)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestOnlyWhatWasCutIsCalledCut(t *testing.T) {
	whole := packedPDF(2, "", "")
	for _, n := range []int{9, len(whole) / 2, len(whole) - 40, len(whole) - 8} {
		refused(t, "cut", whole[:n], "没有传完整")
	}
	for name, content := range map[string][]byte{
		"no root":    bytes.Replace(pdfOf(1), []byte("/Root 1 0 R"), []byte("/Boot 1 0 R"), 1),
		"no objects": []byte("%PDF-1.7\nhello\n%%EOF\n"),
	} {
		_, err := scan.Inspect(t.Context(), content)
		if errs.CodeOf(err) != errs.Hostile || strings.Contains(err.Error(), "传完整") || !strings.Contains(err.Error(), "结构有损坏") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPapersThatUnpackWithoutEndAreRefused(t *testing.T) {
	zeros := make([]byte, 40<<20)
	once := deflated(zeros)
	twice := deflated(once)
	for name, content := range map[string][]byte{
		"a page":              pdfWith(1, "", "/Contents 4 0 R", streamOf("/Filter [/FlateDecode /FlateDecode]", twice)),
		"by its short name":   pdfWith(1, "", "/Contents 4 0 R", streamOf("/Filter /Fl", once)),
		"in hexadecimal":      pdfWith(1, "", "/Contents 4 0 R", streamOf("/Filter /#46lateDecode", once)),
		"a length by another": pdfWith(1, "", "/Contents 4 0 R", "<</Filter /FlateDecode /Length 5 0 R>>\nstream\n"+string(once)+"\nendstream", "7"),
		"behind a wrong obj":  pdfWith(1, "", "/Contents 4 0 R", streamOf("/X (obj) /Filter /FlateDecode", once)),
		"too many filters":    pdfWith(1, "", "/Contents 4 0 R", streamOf("/Filter [/Fl /Fl /Fl /Fl /Fl]", deflated(nil))),
		"a huge picture":      pdfWith(1, "", "/Contents 4 0 R", streamOf("/Subtype /Image /Width 60000 /Height 60000", nil)),
		"a row without end":   pdfWith(1, "", "/Contents 4 0 R", streamOf("/Filter /FlateDecode /DecodeParms <</Predictor 12 /Columns 999999999>>", deflated(nil))),
	} {
		refused(t, name, content, "大得不正常")
	}
	refused(t, "filters that hide", pdfWith(1, "", "/Contents 4 0 R", streamOf("/Filter 5 0 R", once), "/FlateDecode"), "看不清")
}

func TestMuchThatUnpacksToLittleEachIsRefused(t *testing.T) {
	packed := deflated(make([]byte, 30<<20))
	var many []string
	for range 9 {
		many = append(many, streamOf("/Filter /FlateDecode", packed))
	}
	refused(t, "nine of 30 MB", pdfWith(1, "", "", many...), "大得不正常")
	if _, err := scan.Inspect(t.Context(), pdfWith(1, "", "", many[:3]...)); err != nil {
		t.Errorf("three of 30 MB: %v", err)
	}
}

func TestAReadingThatLastsTooLongEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := scan.Inspect(ctx, packedPDF(1, "", "")); errs.CodeOf(err) != errs.Hostile || !strings.Contains(err.Error(), "读不完") {
		t.Errorf("got %v", err)
	}
}
