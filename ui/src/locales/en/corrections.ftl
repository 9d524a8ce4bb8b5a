# Corrections: what a newsroom owes its readers.

correcting-title = Correct the article
correcting-anew = Reword the correction
correcting-text = Readers find it below the article, with its date. A correction and a retraction are announced at the top as well.
correcting-kind = What is it?
correction-kind = Correction
correction-use = Something was wrong, and has been put right.
clarification-kind = Clarification
clarification-use = It was not wrong, but could be misunderstood.
update-kind = Update
update-use = Something has happened since it was published.
retraction-kind = Retraction
retraction-use = The article as a whole no longer holds; its text stays unless you remove it.
correcting-said = What readers are told
correcting-said-hint = An earlier version of this article said…
correcting-count = { $count } of { $most }
correcting-empty = Tell readers what changed.
correcting-long = That is too long: { $most } characters at the most.
correcting-date = Date
correcting-date-now = Now
correcting-date-chosen = A day and hour of your choice
correcting-changes = What changed since it was last published
correcting-comparing = Comparing…
correcting-keep = Keep in the draft
correcting-publish = Publish correction
correcting-everywhere = Correct everywhere ({ $count })

correction-kept = Kept in the draft: readers see it with the next update.
correction-edit = Reword: { $kind }, { $date }
correction-edit-short = Reword
correction-remove = Remove: { $kind }, { $date }
correction-remove-short = Remove
correction-remove-title = Remove a correction that readers may have read?
correction-remove-text = A published correction usually stays. From the next update on, nothing will tell readers what had changed.
corrections-none = None. Once the article is out, say here what was wrong, unclear or new.

finding-changed-unsaid = The text changed since readers first saw it. Say so?
