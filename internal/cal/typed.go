package cal

import (
	"errors"
	"fmt"
	"time"

	"beiandesk/internal/errs"
)

// Lean says on which side of today a day without its year, or a bare day of the week, is
// looked for.
type Lean int

const (
	Happened Lean = iota // on or before today; what lies after now is refused
	Coming               // on or after today: a date to agree, an expiry; a day before may be named in full
	Nearest              // on either side, whichever is closer
)

// Want is what a field asks for. The zero Clock asks for a day: a time of day typed
// beside one is left out.
type Want struct {
	Now   Moment // whole when no time of day matters
	Lean  Lean
	Clock bool   // asks for a moment; a day alone stays a whole day
	Name  string // what is asked for, in the refusal of what lies after now; "" is 日期 or 时间
}

// Understood is what a typed text means.
type Understood struct {
	Moment Moment // whole where a day is wanted
	Words  string // "昨天 11月28日 周六 15:20": for the person who typed it; Read reads it as the same
}

// The years that are read; another is a slip of the finger.
const (
	firstYear = 1900
	lastYear  = 2199
)

// mostTyped is far above any date in words.
const mostTyped = 60

// Read reads a day or a moment as people type it: 08:40, 昨天 15:20, 下周一, 三天后,
// 11-29, 11月29日下午3点20, 2026/11/29, 20270910, full-width or not. It is for what
// is typed; stored values are read by ParseDay and ParseMoment. Nothing is guessed that
// could as well be something else, and parts that contradict each other (a date and a
// day of the week) are refused. Every error is Invalid, says what may be written and
// repeats nothing of the text but its numbers.
func Read(text string, w Want) (Understood, error) {
	r := reading{scanner: scanner{rest: plain(text)}, Want: w, clock: -1}
	if len(r.rest) == 0 || len(r.rest) > mostTyped {
		return Understood{}, r.unread()
	}
	for r.space(); len(r.rest) > 0; r.space() {
		if err := r.part(); err != nil {
			return Understood{}, err
		}
	}
	m, err := r.settle()
	if err != nil {
		return Understood{}, err
	}
	return Understood{m, w.words(m)}, nil
}

// ReadDay is Read for those who need no more than the day; name is as in Want.
func ReadDay(text string, today Day, lean Lean, name string) (Day, error) {
	u, err := Read(text, Want{Now: Whole(today), Lean: lean, Name: name})
	return u.Moment.Day, err
}

// ErrLate is the cause of a refusal because something that Happened would lie after now:
// what was typed was read, and may still not be.
var ErrLate = errors.New("later than now")

// reading is a text of which some parts were read.
type reading struct {
	scanner
	Want
	day         *Day // known whole
	month, date int  // of a day without its year; 0 when not told, the month also of "29号"
	weekday     *time.Weekday
	half        *half // 上午, 下午 … of the clock that follows
	clock       int   // minutes after midnight, -1 when not told
}

// forms are tried in this order at each place of a text; each tells whether it read
// something.
var forms = []func(*reading) (bool, error){
	(*reading).nowWord, (*reading).dayWord, (*reading).yearWord, (*reading).monthWord, (*reading).week,
	(*reading).halfWord, (*reading).counted,
}

func (r *reading) part() error {
	for _, form := range forms {
		if did, err := form(r); did || err != nil {
			return err
		}
	}
	return r.unread()
}

// settle puts the parts together.
func (r *reading) settle() (Moment, error) {
	if r.half != nil && r.clock < 0 {
		return Moment{}, errs.New(errs.Invalid, "只写了%s，请写上几点，例如 %s", r.half.names[0], clockText(r.half.usual))
	}
	alone := r.day == nil && r.date == 0 && r.weekday == nil
	if alone && (r.clock < 0 || !r.Clock) {
		if r.clock >= 0 {
			return Moment{}, errs.New(errs.Invalid, "这里要写哪一天，不写几点。%s", r.mayWrite())
		}
		return Moment{}, r.unread()
	}
	day, err := r.settleDay()
	if err != nil {
		return Moment{}, err
	}
	if y := day.Year(); y < firstYear || y > lastYear {
		return Moment{}, errs.New(errs.Invalid, "年份要在 %d 到 %d 之间，请核对", firstYear, lastYear)
	}
	m := Whole(day)
	if r.Clock {
		m.Minute = r.clock
	}
	if alone {
		if err := r.aloneFits(m); err != nil {
			return m, err
		}
	}
	if r.Lean == Happened && m.Compare(r.Now) > 0 {
		return m, r.late()
	}
	return m, nil
}

// aloneFits refuses a time of day that today has still, or no longer, before it: on which
// day it was meant nobody knows.
func (r *reading) aloneFits(m Moment) error {
	text := Clock(m)
	switch c := m.Compare(r.Now); {
	case r.Lean == Happened && c > 0:
		return errs.New(errs.Invalid, "今天还没到 %s。如果是昨天的事，请写“昨天 %s”", text, text)
	case r.Lean == Coming && c < 0:
		return errs.New(errs.Invalid, "今天已经过了 %s。如果是明天，请写“明天 %s”", text, text)
	}
	return nil
}

func (r *reading) late() error {
	name, end := "日期", "今天"
	if r.Clock {
		name, end = "时间", "现在"
	}
	if r.Name != "" {
		name = r.Name
	}
	return errs.Wrap(errs.Invalid, ErrLate, "%s不能晚于%s", name, end)
}

func (r *reading) unread() error { return errs.New(errs.Invalid, "%s", r.mayWrite()) }

// mayWrite names examples of what is read.
func (w Want) mayWrite() string {
	near := "昨天、上周五 或三天前"
	if w.Lean == Coming {
		near = "明天、下周一 或三天后"
	}
	if !w.Clock {
		return fmt.Sprintf("日期要写成 2026-09-18、9-18、9月18日、%s这样", near)
	}
	day := "昨天"
	if w.Lean == Coming {
		day = "明天"
	}
	return fmt.Sprintf("时间要写成 2026-09-18 15:04、9月18日 15:04、%s 15:04 或 15:04 这样，只知道哪天就写日期", day)
}

// nearNames are the days that have a name of their own, by their distance from today.
var nearNames = map[int]string{-3: "大前天", -2: "前天", -1: "昨天", 0: "今天", 1: "明天", 2: "后天", 3: "大后天"}

// words says a moment so that Read reads it again as the same. The year stands wherever
// it is not this one, or would be taken for another.
func (w Want) words(m Moment) string {
	day := LongWeekday(m.Day)
	_, month, date := m.Day.Parts()
	if again, err := w.yearless(int(month), date); err == nil && again == m.Day {
		day = FormatDay(m.Day, w.Now.Day)
	}
	if name, ok := nearNames[int(m.Day-w.Now.Day)]; ok {
		day = name + " " + day
	}
	return withClock(day, m)
}
