package scan

import (
	"context"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// What a paper never needs, in the words of its refusal.
const (
	scripted  = "带有脚本程序"
	starting  = "会启动电脑上的程序"
	reaching  = "会打开、导入或提交别的文件，或连到外面"
	unbidden  = "一打开就会自己连到外面"
	attached  = "夹带着别的文件（附件）"
	dynamic   = "是 XFA 动态表单，里面可以带程序"
	playing   = "带有声音、视频或三维内容"
	elsewhere = "有内容不在文件里，打开时要从别处取"
)

// actions are the actions (ISO 32000-1, 12.6.4) that are refused wherever they stand.
var actions = map[string]string{
	"JavaScript": scripted, "Launch": starting, "GoToR": reaching, "GoToE": attached, "Thread": reaching,
	"SubmitForm": reaching, "ImportData": reaching, "Rendition": playing, "Movie": playing, "Sound": playing,
	"GoTo3DView": playing, "RichMediaExecute": playing,
}

// harmless are the actions that may happen without a click: they turn pages and
// layers. All others are unbidden, a link to the web among them.
var harmless = map[string]bool{"GoTo": true, "GoToDp": true, "Named": true, "Trans": true, "SetOCGState": true, "Hide": true, "ResetForm": true}

// keys are entries that are refused in whatever dictionary they stand.
var keys = map[string]string{
	"JS": scripted, "JavaScript": scripted, "EmbeddedFiles": attached, "EF": attached, "XFA": dynamic,
	"RichMediaContent": playing, "RichMediaSettings": playing, "OPI": elsewhere,
}

// kinds are the types and subtypes of dictionaries that are refused.
var kinds = map[string]string{
	"EmbeddedFile": attached, "FileAttachment": attached, "RichMedia": playing, "Screen": playing, "Movie": playing,
	"Sound": playing, "3D": playing, "U3D": playing, "PRC": playing,
}

// search looks through every object, those inside of object streams too, for what a
// paper never needs. It gives the words of the refusal, or "".
func search(doc *model.Context) (string, error) {
	for _, entry := range doc.Table {
		if entry == nil || entry.Object == nil {
			continue
		}
		if l, ok := entry.Object.(types.LazyObjectStreamObject); ok {
			o, err := l.DecodedObject(context.Background())
			if err != nil {
				return "", err
			}
			entry.Object = o
		}
	}
	for _, entry := range doc.Table {
		if entry == nil {
			continue
		}
		if what := inside(doc, entry.Object); what != "" {
			return what, nil
		}
	}
	return "", nil
}

// inside looks through an object. What it refers to is an entry of the table itself;
// how deep it may be nested was bounded when it was parsed.
func inside(doc *model.Context, o types.Object) string {
	if d, ok := stream(o); ok {
		if _, ok := d.Find("F"); ok {
			return elsewhere
		}
		o = d
	}
	switch o := o.(type) {
	case types.Dict:
		return insideDict(doc, o)
	case types.Array:
		for _, value := range o {
			if what := inside(doc, value); what != "" {
				return what
			}
		}
	}
	return ""
}

func insideDict(doc *model.Context, d types.Dict) string {
	if what := actions[name(doc, d["S"])]; what != "" {
		return what
	}
	subtype := name(doc, d["Subtype"])
	for _, kind := range []string{name(doc, d["Type"]), subtype} {
		if what := kinds[kind]; what != "" {
			return what
		}
	}
	if _, ok := d.Find("Ref"); ok && subtype == "Form" {
		return elsewhere
	}
	for key, value := range d {
		what := keys[key]
		switch key {
		case "OpenAction":
			what = onItsOwn(doc, value, 0)
		case "AA":
			if triggers, ok := resolve(doc, value).(types.Dict); ok {
				what = ofAny(triggers, func(action types.Object) string { return onItsOwn(doc, action, 0) })
			}
		}
		if what == "" {
			what = inside(doc, value)
		}
		if what != "" {
			return what
		}
	}
	return ""
}

// onItsOwn looks at an action that a viewer carries out without a click, and at those
// that follow it.
func onItsOwn(doc *model.Context, o types.Object, depth int) string {
	if depth > 32 {
		return unbidden
	}
	switch o := resolve(doc, o).(type) {
	case types.Array:
		// A place to go to, or several actions that follow one.
		for _, next := range o {
			if _, ok := resolve(doc, next).(types.Dict); ok && depth > 0 {
				if what := onItsOwn(doc, next, depth+1); what != "" {
					return what
				}
			}
		}
	case types.Dict:
		kind := name(doc, o["S"])
		if what := actions[kind]; what != "" {
			return what
		}
		if kind != "" && !harmless[kind] {
			return unbidden
		}
		if next, ok := o.Find("Next"); ok {
			return onItsOwn(doc, next, depth+1)
		}
	}
	return ""
}

// stream gives the dictionary of a stream.
func stream(o types.Object) (types.Dict, bool) {
	switch o := o.(type) {
	case types.StreamDict:
		return o.Dict, true
	case types.ObjectStreamDict:
		return o.Dict, true
	case types.XRefStreamDict:
		return o.Dict, true
	}
	return nil, false
}

// name reads a name, itself or by reference; "" for anything else. Its #xx were
// decoded when it was parsed.
func name(doc *model.Context, o types.Object) string {
	n, _ := resolve(doc, o).(types.Name)
	return string(n)
}

// ofAny gives what look says of the first of a dictionary's values of which it says
// anything.
func ofAny(d types.Dict, look func(types.Object) string) string {
	for _, value := range d {
		if what := look(value); what != "" {
			return what
		}
	}
	return ""
}

// resolve follows a reference; nil where it leads nowhere.
func resolve(doc *model.Context, o types.Object) types.Object {
	to, err := doc.Dereference(o)
	if err != nil {
		return nil
	}
	return to
}
