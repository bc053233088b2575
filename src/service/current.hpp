// The assessment that resources speak of, with what it stands on.
#pragma once

#include <map>

#include "vungphu/assess/assess.hpp"
#include "vungphu/formats/table.hpp"
#include "vungphu/service/resources.hpp"
#include "vungphu/store/store.hpp"

namespace vungphu::service {

/// The assessment that is meant. Errors service.no_assessment and service.no_such_assessment say how to make
/// one.
Result<std::int64_t> find_assessment_id(const store::Store& store, const AssessmentQuery& of);
Result<Assessment> find_assessment(const store::Store& store, const AssessmentQuery& of, bool places);

/// Of every as-of up to `date` the assessment that stands, of that day's own vintage and made last; without
/// places. By as-of.
Result<std::vector<Assessment>> by_date(const store::Store& store, Date date);

/// The assessment that is meant, with its places and, again, its inputs. Error service.assessment_stale when
/// lists or submissions have come or gone since: places could then not be told by their order.
struct Current {
  std::shared_ptr<const Profile> profile;  ///< inputs point to it
  Assessment assessment;
  assess::Inputs inputs;
};
Result<Current> current(const store::Store& store, const AssessmentQuery& of, bool content, const Task& task);

/// True when an assessment made today of the same dates would have other inputs.
Result<bool> is_stale(const store::Store& store, const Assessment& assessment);

/// The id of an operator that a person named by id, name or brand; "any" and what is unknown as they are.
Result<std::string> operator_id(const store::Store& store, const std::string& asked);

/// JSON members that say which assessment rows are of.
std::string head_of(const Assessment& assessment);
/// The note below every printed table: assessment, date, digest, and whether it is stale.
std::vector<std::string> notes_of(const Assessment& assessment, bool stale, Lang lang);

/// Says below a table that a limit left some of `total` out, where it did.
void note_limit(std::size_t shown, std::size_t total, Lang lang, std::vector<std::string>& notes);

/// Shorthand for the tables of columns.
formats::Column column(std::string name, formats::CellType type = formats::CellType::text);
formats::Column word_column(std::string name, std::string words);
formats::Column only_machine(formats::Column column);
/// Key prefix of the words for a place's answer: a hamlet is "trắng sóng" by mobile and lacks fiber by fiber.
std::string status_words(const std::string& technology);

template <class T>
formats::Cell cell(const std::optional<T>& value) {
  return value ? formats::Cell(*value) : formats::Cell();
}
/// Empty text is nothing.
inline formats::Cell text_cell(const std::string& text) {
  return text.empty() ? formats::Cell() : formats::Cell(text);
}
/// The share, or nothing where the total is zero or unknown.
formats::Cell share_cell(std::int64_t part, std::optional<std::int64_t> total);
/// The covered share of a figure; nothing where nobody speaks: unknown is not zero.
formats::Cell share_cell(const Figure& figure);

/// What codes are called in print (formats/table.hpp).
using Labels = std::map<std::string, std::string, std::less<>>;
formats::Column labelled(formats::Column column, Labels labels);
/// The operators of the registry, and any.
Labels operator_labels(const std::vector<Operator>& operators, Lang lang);
/// The territories of an assessment's lowest level.
Labels territory_labels(const Assessment& assessment);
/// "Xã A, Xã B".
std::string labels_of(const Labels& labels, const std::vector<std::string>& codes);

/// Name of a territory for a person: its own, or the words for the whole and for what lies outside.
std::string territory_name(const std::string& territory, const std::string& name, Lang lang);
/// And its code, where it has a name of its own: "Xã A (45002)".
std::string named_territory(const std::string& territory, const std::string& name, Lang lang);

/// So the territory or group that a query names; of any level where `level` is empty.
std::string territory_asked(const Assessment& assessment, const std::string& level,
                            const std::string& territory, Lang lang);

/// Whether the vintage has territories of the level.
bool in_force(const assess::Inputs& inputs, const std::string& level);

}  // namespace vungphu::service
