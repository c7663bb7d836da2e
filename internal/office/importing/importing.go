// Package importing takes the cases of a spreadsheet in: each row a client with its lead and a
// site, by the rules that a case is opened by in the window. Rows that tell the same of all but
// the site are one case, since a subject has one order at a time; so are rows without a client,
// as a cell that is merged over several rows leaves them.
package importing

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
)

// Input is a table and how it is to be read.
type Input struct {
	File    string            `json:"file" text:"文件名,name,300"`
	Rows    [][]string        `json:"-"`       // as internal/sheet reads them
	Columns map[string]string `json:"columns"` // what a header is, where its words do not tell; "" leaves it aside
	Header  int               `json:"header"`  // its line, from 1; 0 to find it by its words, or NoHeader
	// The phases of the rows that name none.
	ICP    bool `json:"icp"`
	Police bool `json:"police"`
	Agree  bool `json:"agree"` // goes on although something is asked
	// Another client is opened where one is there that may be the same; else such rows are wrong.
	NewClients bool `json:"newClients"`
	Dry        bool `json:"dry"` // tells what would be done, and stores nothing
	// Leave are the lines of orders that stay out: those that an earlier report found wrong.
	Leave []int `json:"leave"`
	// Told is called after each order with how many of all are done; nil for nobody.
	Told func(done, of int) `json:"-"`
}

// What becomes of a row.
const (
	Opens   = "open"  // a case is opened
	Skipped = "skip"  // its case is there already
	Asks    = "ask"   // somebody must agree first
	Wrong   = "wrong" // something is to be put right
)

// Outcomes are all that may become of a row, in words.
var Outcomes = []people.Label{{Code: Opens, Label: "新建"}, {Code: Skipped, Label: "已有"}, {Code: Asks, Label: "要确认"}, {Code: Wrong, Label: "要改"}}

// Row is a filled row of the sheet and what becomes of it.
type Row struct {
	Line     int       `json:"line"` // as the spreadsheet counts, from 1
	Client   string    `json:"client"`
	Site     string    `json:"site"` // its domain, or its name
	Outcome  string    `json:"outcome"`
	Number   string    `json:"number"` // of the case that was opened, or is there already
	Problems []Problem `json:"problems"`
	Asks     []string  `json:"asks"`
	Told     []string  `json:"told"` // what was mended, settled or should be looked at
}

// Report is what becomes of a sheet.
type Report struct {
	Header  int      `json:"header"` // its line; 0 where there is none
	Columns []Column `json:"columns"`
	Rows    []Row    `json:"rows"`
	// How many cases, each of one row or more.
	Opened  int  `json:"opened"`
	Skipped int  `json:"skipped"`
	Asked   int  `json:"asked"`
	Wrong   int  `json:"wrong"`
	Unsure  int  `json:"unsure"` // how many of those wrong are so since their client may be one that is there
	Done    bool `json:"done"`   // it is stored; else nothing of it is
}

// Of tells how many cases came to an outcome.
func (out *Report) Of(outcome string) int {
	return map[string]int{Opens: out.Opened, Skipped: out.Skipped, Asks: out.Asked, Wrong: out.Wrong}[outcome]
}

// errDry takes back what was only tried.
var errDry = errors.New("importing: nothing is kept")

// Run takes a table in: all of its rows, or none while one of them is wrong or asks. Rows whose
// case is there already are left as they are, so that a sheet may be taken in twice. Errors:
// Invalid where the table as a whole can't be read, or nobody has said what it is that has no
// known header.
func Run(ctx context.Context, o *office.Office, in Input) (Report, error) {
	judged := in
	judged.Rows = nil // each of their values is judged in its place
	if err := office.Judge(judged); err != nil {
		return Report{}, err
	}
	out := Report{Rows: []Row{}}
	err := o.Write(ctx, func(w *office.Work) error {
		staff, err := w.Tx.Staff().All()
		if err != nil {
			return err
		}
		added, all, err := known(o, w.Tx)
		if err != nil {
			return err
		}
		h, err := head(in, added, all)
		if err == nil && in.Header == 0 && !h.Known {
			err = unknown()
		}
		if err != nil {
			return err
		}
		out.Header, out.Columns = h.Line, h.Columns
		lines := map[string]int{} // by the number of the case that a line of this sheet has opened
		orders := slices.DeleteFunc(out.orders(o, in, staff, added, in.Rows[out.Header:]), func(r *reading) bool {
			return slices.ContainsFunc(r.lines, func(line int) bool { return slices.Contains(in.Leave, line) })
		})
		if in.Dry {
			tryAlone(orders)
		}
		for n, r := range orders {
			if err := ctx.Err(); err != nil {
				return err
			}
			if in.Told != nil {
				in.Told(n, len(orders))
			}
			rows, err := out.open(o, w, r, in.NewClients)
			if err != nil {
				return err
			}
			if at, twice := lines[rows[0].Number]; twice && rows[0].Outcome == Skipped {
				rows[0].Told = append(rows[0].Told, fmt.Sprintf("和第 %d 行是同一件", at))
			} else if rows[0].Outcome == Opens {
				lines[rows[0].Number] = rows[0].Line
			}
			out.count(rows)
		}
		slices.SortFunc(out.Rows, func(a, b Row) int { return a.Line - b.Line })
		if in.Dry || out.Wrong+out.Asked > 0 || out.Opened == 0 {
			return errDry
		}
		out.Done = true
		return w.Note("case", "", out.span(), importedTitle, fmt.Sprintf("%s：新建 %d 件，已有 %d 件", filepath.Base(in.File), out.Opened, out.Skipped))
	})
	if errors.Is(err, errDry) {
		err = nil
		out.forget()
	}
	if err != nil {
		return Report{}, err
	}
	return out, nil
}

// span is the numbers of the first and the last case that were opened.
func (out *Report) span() string {
	numbers := []string{}
	for _, r := range out.Rows {
		if r.Outcome == Opens {
			numbers = append(numbers, r.Number)
		}
	}
	by := func(a, b string) int {
		x, _ := office.ReadNumber(a)
		y, _ := office.ReadNumber(b)
		return cmp.Compare(x.Last, y.Last)
	}
	return spanned(slices.MinFunc(numbers, by), slices.MaxFunc(numbers, by))
}

// forget takes the numbers off that were given to nothing.
func (out *Report) forget() {
	tried := map[string]bool{}
	for i, r := range out.Rows {
		if r.Outcome == Opens {
			tried[r.Number] = true
		}
		if tried[r.Number] {
			out.Rows[i].Number = ""
		}
	}
}

// count takes the rows of one order.
func (out *Report) count(rows []Row) {
	switch rows[0].Outcome {
	case Opens:
		out.Opened++
	case Skipped:
		out.Skipped++
	case Asks:
		out.Asked++
	case Wrong:
		out.Wrong++
	}
	out.Rows = append(out.Rows, rows...)
}

// open opens the case of an order and tells it at each of its rows.
func (out *Report) open(o *office.Office, w *office.Work, r *reading, anew bool) ([]Row, error) {
	rows := r.rows()
	first := &rows[0]
	opened, err := open(o, w, r, anew)
	if err != nil {
		if err := problems(r.unfit(err), out.Columns, rows, r.isWrong); err != nil {
			return nil, err
		}
	}
	if wrong := r.wrong.Err(); wrong != nil {
		if err := problems(wrong, out.Columns, rows, func(string) bool { return false }); err != nil {
			return nil, err
		}
	}
	if slices.ContainsFunc(rows, func(row Row) bool { return len(row.Problems) > 0 }) {
		return rows, nil
	}
	for _, m := range opened.Mended {
		row := &rows[siteOf(m.Field)]
		row.Told = append(row.Told, m.Label+"："+m.Note)
	}
	switch {
	case opened.Again != "":
		become(rows, Skipped, opened.Again)
	case len(opened.Same) > 0:
		out.Unsure++
		first.Problems = append(first.Problems, Problem{Text: "资料夹里已有名称相近的客户“" + opened.Same[0].Client.Name + "”，分不清是不是同一个。请写上统一社会信用代码（个人写证件号码）"})
	case opened.Confirm:
		become(rows, Asks, "")
		first.Asks = opened.Warnings
	default:
		become(rows, Opens, opened.Number)
		first.Told = append(first.Told, opened.Warnings...)
		if opened.Used != nil {
			first.Told = append(first.Told, used(*opened.Used)...)
		}
		first.Told = append(first.Told, r.stands(opened.Stand)...)
		filled, err := r.ofClient(w, opened.Used)
		if err != nil {
			return nil, err
		}
		first.Told = append(first.Told, filled...)
		if err := r.fillIn(w, opened.ID); err != nil {
			return nil, err
		}
		if left := slices.Concat(r.aside, r.unused()); len(left) > 0 {
			first.Told = append(first.Told, "记在备忘里："+strings.Join(headers(left), "、"))
			return rows, aside(w, opened.ID, left)
		}
	}
	return rows, nil
}

// become says what has become of an order at all of its rows.
func become(rows []Row, outcome, number string) {
	for i := range rows {
		rows[i].Outcome, rows[i].Number = outcome, number
		if i > 0 {
			rows[i].Told = append(rows[i].Told, fmt.Sprintf("和第 %d 行一起办，同一件案件", rows[0].Line))
		}
	}
}

// open opens the case; a client that may be another one is opened anew where that is wished.
func open(o *office.Office, w *office.Work, r *reading, anew bool) (filing.Opened, error) {
	opened, err := filing.OpenIn(o, w, r.in)
	if err == nil && anew && len(opened.Same) > 0 {
		r.in.Same = filing.SameNew
		return filing.OpenIn(o, w, r.in)
	}
	return opened, err
}

// used tells that a stored client was taken, and what differs and was left as it was.
func used(m people.Match) []string {
	told := []string{"客户已在资料夹里（" + strings.Join(m.Marks, "、") + "相同）"}
	for _, d := range m.Differs {
		told = append(told, d.Label+"和已有的不同，没有改动")
	}
	return told
}

// aside keeps what no field takes, in the case's own words; of a case that was only tried it is
// judged.
func aside(w *office.Work, id ref.CaseID, lines []string) error {
	text := "导入的表里还有\n" + strings.Join(lines, "\n")
	if err := office.JudgeText("", "表里没有对应项的内容,lines,10000", text); err != nil || id == "" {
		return err
	}
	return w.Note("note", id, "", "备忘", text)
}

// headers names what stands aside, each once.
func headers(lines []string) []string {
	list := []string{}
	for _, l := range lines {
		if name, _, _ := strings.Cut(l, "："); !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}
