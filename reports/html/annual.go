package html

// annual is what the yearly report shows beside the findings.
type annual struct {
	Groups, Lawful []string
}

func (b builder) annual() *annual { return &annual{} }

func (a *annual) tiles(b builder, add func(label, figure, note, class string)) {}
