// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package html

// maxBytes is how long a page may become. One of longest names in every list would be longer; it is written again with
// half as long lists, until it fits.
const maxBytes = 5_000_000

// room is what is left of a limit on a page whose lists are shortened.
func (p *view) room(limit int) int { return max(1, limit>>p.shrink) }

// What a page shows at most. Whoever needs more finds it in the saved result; the page says how many there are.
const (
	maxCauses       = 300  // causes with their evidence; more are counted
	maxPlaces       = 20   // places a cause
	totalPlaces     = 3000 // places of all causes together: with many causes each shows fewer
	openPlaces      = 5    // places that are not folded away
	maxComponents   = 20   // components a cause, duty or question
	totalNames      = 3000 // components of all causes together
	maxMessages     = 3    // wordings of one cause
	maxLeaves       = 10   // parts of an expression that are explained
	maxQuestions    = 200  // an addressee
	maxOpenDuties   = 20   // licences with their components that are shown at once
	maxDuties       = 200  // of those, with what is behind the fold
	maxSources      = 300  // sources in their list
	maxProprietary  = 100  // components whose reasons are listed
	maxDutyLicences = 60   // licences named beside a kind of duty
	maxIssues       = 50   // kinds of an issue
	maxIssuePaths   = 20   // paths of one kind
	maxLicenses     = 15   // licences in the picture
	maxListed       = 1000 // components of a scan
	maxJudged       = 500  // components of a check
	openRows        = 40   // of these, how many are not folded away
	openPapers      = 20   // papers that are not folded away
	maxWhere        = 2    // paths, and documents, of one of these
	maxRules        = 5    // rules named beside one of these
	maxRests        = 4    // sources of the policy on the first page
	totalRows       = 800  // results about documents, of all documents together
	maxRows         = 200  // of any other table

	maxText  = 300  // characters of a name, licence or message
	maxProse = 2000 // characters of a rule's documentation
	maxPath  = 160
	maxQuote = 140
	maxTold  = 80 // of what stands beside a component
)

// A list is the beginning of something longer.
type list[T any] struct {
	Items []T
	More  int // how many there are beyond Items
}

func take[T any](all []T, n int) list[T] {
	if len(all) <= n {
		return list[T]{Items: all}
	}
	return list[T]{all[:n], len(all) - n}
}

// each turns the first n of a list into what the page shows of them.
func each[T, U any](all []T, n int, show func(T) U) list[U] {
	head := take(all, n)
	shown := list[U]{More: head.More}
	for _, x := range head.Items {
		shown.Items = append(shown.Items, show(x))
	}
	return shown
}
