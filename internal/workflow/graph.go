package workflow

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"sync"
)

//go:embed data/*.json data/1/*.json data/2/*.json
var files embed.FS

// Graph is the stage graph of one release: stages, clocks, actions, case types and
// the few numbers they share. It is never changed after it was made.
type Graph struct {
	Version   int              `json:"version"`
	MaxRounds int              `json:"rounds"`  // missed SMS rounds before the order starts over
	MaxWrong  int              `json:"wrong"`   // wrong entries of one person that lose a round
	Resends   Resends          `json:"resends"` // of the SMS in a round
	Parties   map[Party]string `json:"parties"` // 待客户, 待我方 …
	Provinces []Province       `json:"provinces"`
	Subjects  []Subjects       `json:"subjects"`  // kinds of subjects to whom a step may say something of its own
	Acts      []Act            `json:"acts"`      // what a step's button may be
	Files     string           `json:"files"`     // what is filed, where no case says what: 网站
	Goes      string           `json:"goes"`      // what it is to go live, likewise: 上线
	Tickets   string           `json:"tickets"`   // where tickets go, likewise
	Documents []Document       `json:"documents"` // how texts speak of them; that of an unknown kind first
	Notices   []Notice         `json:"notices"`   // where reviewers leave their results beside the SMS
	Way       []string         `json:"way"`       // actions that take an order of any type straight to its end, in order
	Stages    []Stage          `json:"-"`
	Clocks    []Clock          `json:"-"`
	Actions   []ActionSpec     `json:"-"`
	Types     []Type           `json:"-"`
	Causes    []Cause          `json:"-"` // the usual reasons of rejections, in their order

	stages    map[string]*Stage
	acts      map[string]*ActionSpec
	types     map[string]*Type
	provinces map[string]*Province
	byStage   map[string][]*ActionSpec // actions of a stage, in the order of the file
	clocksOf  map[string][]*Clock      // clocks of a stage's own runs
	spanning  []*Clock                 // clocks that run across stages, per site
	causes    map[string]*Cause
	caseActs  []*ActionSpec
	opening   *ActionSpec
	rounds    *Stage // in which SMS rounds run
	pause     *Stage // in which a case on hold waits
	last      *Stage
	refilled  *Stage
	buys      *Stage

	raw   *Graph                   // of a graph in words: as the data have it, with its {files}
	words map[string]func() *Graph // of a graph as the data have it: in the words of each type, "" in those of none
}

// Resends is how often the SMS of a round can be sent again, as far as is published.
type Resends struct {
	Most    int    `json:"most"`
	Source  string `json:"source"`
	Sourced string `json:"sourced"` // date of the source, "" when it bears none
}

// Province is a province as the texts name it.
type Province struct {
	Code  string `json:"code"`
	Name  string `json:"name"`  // 浙江省
	Short string `json:"short"` // 浙江
}

// Subjects are kinds of subjects (主办者性质) that are told the same.
type Subjects struct {
	Code  string   `json:"code"`
	Label string   `json:"label"` // 个人主体
	Kinds []string `json:"kinds"` // codes of clients.Kind
}

// Clock is a rule that gives a run, or a site, a date.
type Clock struct {
	Code        string           `json:"code"`
	Stage       string           `json:"stage"`
	Steps       []string         `json:"steps"` // steps of the stage at which it runs
	Spans       []string         `json:"spans"` // stages across which it runs, per site
	Until       string           `json:"until"` // stage whose submission stops a spanning clock
	Label       string           `json:"label"`
	Kind        Kind             `json:"kind"`
	Trigger     string           `json:"trigger"` // submitted, step, entered, sent, missed, recall, live, appointment
	TriggerText string           `json:"trigger_text"`
	Unit        string           `json:"unit"` // hours, days, workdays, fixed
	From        int              `json:"from"` // start of an expected span; 0 = none
	To          int              `json:"to"`
	Approx      bool             `json:"approx"` // 约
	Term        string           `json:"term"`   // the term in words, "" = made from the numbers
	Owner       string           `json:"owner"`  // whose term it is, where several are published
	Notes       []string         `json:"notes"`
	Source      string           `json:"source"`
	Sourced     string           `json:"sourced"`   // date of the source, "" when it bears none
	Lapses      bool             `json:"lapses"`    // once over it is void: nobody counts the days since
	Types       map[string]Clock `json:"types"`     // what differs for a case type, its label too
	Only        []string         `json:"only"`      // the case types that alone have it; empty = all
	Except      []string         `json:"except"`    // case types that lack it
	Provinces   map[string]Clock `json:"provinces"` // a province's own term: an expected one holds there, of two last days the longer
	Outdated    map[string]Clock `json:"outdated"`  // what a province once published and no longer holds: told, never applied
}

// ActionSpec is an action as data: where it may happen, what it asks for and what follows.
type ActionSpec struct {
	Code          string            `json:"code"`
	Label         string            `json:"label"`
	Stage         string            `json:"stage"`
	Steps         []string          `json:"steps"`
	Kind          string            `json:"kind"` // primary, outcome, setback, case
	Hint          string            `json:"hint"`
	Labels        map[string]string `json:"labels"`         // the label in cases of a type
	Source        string            `json:"source"`         // where it is written that it may happen, told with the hint; "" where nothing needs to be said
	Sourced       string            `json:"sourced"`        // date of the source, "" when it bears none
	Hints         map[string]string `json:"hints"`          // the hint in cases of a type
	Types         []string          `json:"types"`          // only for these case types; empty = all
	Except        []string          `json:"except"`         // not for these
	With          string            `json:"with"`           // only where the type has this stage
	Without       string            `json:"without"`        // only where it has not
	Opening       bool              `json:"opening"`        // the first move of each case and nothing else; of one action
	Refused       bool              `json:"refused"`        // only while a rejection keeps a material from being good
	Duty          bool              `json:"duty"`           // only while the client has something to do himself
	Leaves        bool              `json:"leaves"`         // the case ends early with it: what is left to do of it is asked of the desk
	Final         bool              `json:"final"`          // it can't be undone
	ClosesAccount bool              `json:"closes_account"` // the sub-account's password serves nobody afterwards
	Interactive   bool              `json:"interactive"`    // expected of interactive sites alone: elsewhere it is asked about twice
	WithoutRecall bool              `json:"without_recall"` // only while no second call is awaited
	Round         string            `json:"round"`          // running: the SMS round must run; over: it must be lost
	Addable       bool              `json:"addable"`        // only where the police phase can still be added
	OfSite        bool              `json:"of_site"`        // of a case action: it is about one site of the order
	Fixed         string            `json:"fixed"`          // what to do instead while the order is away and its sites stay as they are
	Settled       string            `json:"settled"`        // and once they stay so for good; {further} is the label of the type's further case
	Status        []Status          `json:"status"`         // case-level: at which status
	Minute        bool              `json:"minute"`         // its moment must name the minute
	Reason        bool              `json:"reason"`
	ReasonWhen    map[string]string `json:"reason_when"` // a reason is needed when a value is so
	PurgeWhen     map[string]string `json:"purge_when"`  // the scans are purged when a value is so; then it can't be undone
	Theirs        bool              `json:"theirs"`      // of what goes to a reviewer: an office did it by itself, and no rules of ours run before
	Have          []string          `json:"have"`        // materials of the first of these stages that the order has must be there
	Done          []string          `json:"done"`        // stages that must be done, where the order has them
	Asks          []string          `json:"asks"`        // pre-flight rules for every case that speak before it; what they warn of has to be agreed to
	Values        []ValueSpec       `json:"values"`
	Then          []Effect          `json:"then"`
}

// ValueSpec is a value an action asks for.
type ValueSpec struct {
	Key      string   `json:"key"`
	Label    string   `json:"label"`
	Kind     string   `json:"kind"`
	Types    []string `json:"types"`
	Source   string   `json:"source"` // people, waiting, sites, runs, moves, undoable: options from the case; causes: from the usual reasons; refused: from what rejections name; duties: sites for which the client has something to do himself
	Required bool     `json:"required"`
	Default  string   `json:"default"`
	Format   string   `json:"format"`   // of an icp: subject or site
	Issued   bool     `json:"issued"`   // of an icp: this order's bureau has just issued it
	Happened bool     `json:"happened"` // of a day or a moment: it is never in the future
	Hint     string   `json:"hint"`
	Options  []Option `json:"options"`

	Was map[string]string `json:"was"` // codes of options that earlier releases had, by the option that is recorded for them now
}

// Effect is one consequence of an action; an action's effects apply in order.
type Effect struct {
	When    string   `json:"when"`    // condition, "" = always
	Types   []string `json:"types"`   // only for these case types
	Without string   `json:"without"` // only where the type lacks this stage
	Step    string   `json:"step"`    // the run moves to this step
	End     Outcome  `json:"end"`     // the run ends so
	Note    string   `json:"note"`    // with this note
	Open    []string `json:"open"`    // the first of these stages that the order has begins
	At      string   `json:"at"`      // at this step; "" = its first
	Once    bool     `json:"once"`    // only when that stage never began
	Do      string   `json:"do"`      // an operation of the fold

	op *operation // what Do names
}

// Type is a case type (备案类型).
type Type struct {
	Code         string   `json:"code"`
	Label        string   `json:"label"`
	Files        string   `json:"files"`   // what is filed under its subject: 网站, APP, 小程序
	Goes         string   `json:"goes"`    // what it is to go live: 上线, 上架
	Tickets      string   `json:"tickets"` // where tickets go, when that is not the cloud
	Shows        string   `json:"shows"`   // where its number is shown, when that is not at the foot of a home page
	Phases       []Phase  `json:"phases"`  // those that its orders can have
	Stages       []string `json:"stages"`
	Domain       []string `json:"domain"`        // stages left out when the domain is there already
	Omits        Omits    `json:"omits"`         // stages left out by what was said at the signing
	Verify       []string `json:"verify"`        // roles that must verify by SMS
	VerifyChosen bool     `json:"verify_chosen"` // staff say which of them, case by case
	VerifyBy     Omits    `json:"verify_by"`     // which of them, by what was said at the signing
	Further      string   `json:"further"`       // the type of the case in which another site is filed afterwards
	Lacks        []string `json:"lacks"`         // what its sites do not have: SiteDomain, SiteServer, SiteContent
	Letter       string   `json:"letter"`        // that ends its filing numbers: A of an app, X of a mini program; "" = none

	Unsure map[Phase]Unsure `json:"unsure"` // phases of which it is not settled whether orders of the type need them
}

// Unsure is what is known of a phase that may be needed or not: staff ask before they sell it.
type Unsure struct {
	Note    string `json:"note"`
	Source  string `json:"source"`
	Sourced string `json:"sourced"` // date of the source
}

// Words tells it with its source.
func (u Unsure) Words() string {
	return u.Note + "来源：" + sourceWords(u.Source, u.Sourced) + "。"
}

// Release numbers the clocks of this release. A release that changes one raises it and
// keeps the file as it was in a folder by the old number: running cases go on by it.
const Release = 3

// Omits are the stages that an order lacks, by a value of its signing and the answer given;
// the answer "" is that of orders which were signed before it was asked.
type Omits map[string]map[string][]string

// Embedded is the graph of this release. It panics when the data is broken, which
// the tests rule out.
var Embedded = sync.OnceValue(func() *Graph { return mustLoad("data/clocks.json") })

// earlier are the graphs with the clocks of the releases before, the first of them first.
var earlier = [Release - 1]func() *Graph{
	sync.OnceValue(func() *Graph { return mustLoad("data/1/clocks.json") }),
	sync.OnceValue(func() *Graph { return mustLoad("data/2/clocks.json") }),
}

// Released is the graph of this release with the clocks of an earlier one. Stages, steps,
// actions and types are always this release's.
func Released(release int) *Graph {
	if release >= 1 && release < Release {
		return earlier[release-1]()
	}
	return Embedded()
}

func mustLoad(clocks string) *Graph {
	g, err := load(clocks)
	if err != nil {
		panic(fmt.Sprintf("workflow: embedded data: %v", err))
	}
	return g
}

func load(clocks string) (*Graph, error) {
	g := &Graph{}
	for name, into := range map[string]any{
		"data/graph.json": g, "data/stages.json": &g.Stages, clocks: &g.Clocks, "data/actions.json": &g.Actions, "data/types.json": &g.Types, "data/causes.json": &g.Causes,
	} {
		data, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if err := strict(data, into); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	if err := g.Prepare(); err != nil {
		return nil, err
	}
	return g.Of(""), nil
}

// strict refuses unknown fields: a misspelt word in the data must not go unread.
func strict(data []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}

// Prepare indexes a graph and checks it. It must be called once, before the graph
// is used, by whoever makes one that differs from the embedded.
func (g *Graph) Prepare() error {
	g.index()
	if err := g.resolve(); err != nil {
		return err
	}
	g.raw, g.words = nil, map[string]func() *Graph{"": sync.OnceValue(func() *Graph { return g.worded(g.general()) })}
	for _, t := range g.Types {
		g.words[t.Code] = sync.OnceValue(func() *Graph { return g.worded(t) })
	}
	return g.check()
}

// index finds everything by its code.
func (g *Graph) index() {
	g.stages, g.acts, g.types, g.provinces = map[string]*Stage{}, map[string]*ActionSpec{}, map[string]*Type{}, map[string]*Province{}
	g.byStage, g.clocksOf = map[string][]*ActionSpec{}, map[string][]*Clock{}
	g.causes = map[string]*Cause{}
	g.spanning, g.caseActs = nil, nil
	g.opening, g.rounds, g.pause, g.last, g.refilled, g.buys = nil, nil, nil, nil, nil, nil
	for i := range g.Stages {
		s := &g.Stages[i]
		g.stages[s.Code] = s
		if s.Rounds {
			g.rounds = s
		}
		if s.Pause {
			g.pause = s
		}
		if s.Last {
			g.last = s
		}
		if s.Refilled {
			g.refilled = s
		}
		if s.Buys {
			g.buys = s
		}
	}
	for i := range g.Actions {
		a := &g.Actions[i]
		g.acts[a.Code] = a
		if a.Opening {
			g.opening = a
		}
		for j := range a.Values {
			if a.Values[j].Options == nil {
				a.Values[j].Options = []Option{}
			}
		}
		if a.Kind == "case" {
			g.caseActs = append(g.caseActs, a)
		} else {
			g.byStage[a.Stage] = append(g.byStage[a.Stage], a)
		}
	}
	for i := range g.Clocks {
		if c := &g.Clocks[i]; len(c.Spans) > 0 {
			g.spanning = append(g.spanning, c)
		} else {
			g.clocksOf[c.Stage] = append(g.clocksOf[c.Stage], c)
		}
	}
	for i := range g.Causes {
		g.causes[g.Causes[i].Code] = &g.Causes[i]
	}
	for i := range g.Types {
		g.types[g.Types[i].Code] = &g.Types[i]
	}
	for i := range g.Provinces {
		g.provinces[g.Provinces[i].Code] = &g.Provinces[i]
	}
}
