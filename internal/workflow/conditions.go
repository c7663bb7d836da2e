package workflow

// conditions are what an effect's `when` may name; one that names another is refused
// with its graph.
var conditions = map[string]func(*transition) bool{
	"verified": func(x *transition) bool { return x.state.round() == nil },
	"fifth":    func(x *transition) bool { return x.fifth },
	"change":   func(x *transition) bool { return !x.fifth && x.move.Values["change"] == "yes" },
	"same":     func(x *transition) bool { return !x.fifth && x.move.Values["change"] == "no" },
	"any-live": (*transition).anyLive,
}

func (x *transition) anyLive() bool {
	for _, site := range x.state.Sites {
		if site.Live != nil {
			return true
		}
	}
	return false
}
