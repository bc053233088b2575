#include "current.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include <nlohmann/json.hpp>

#include "vungphu/base/text.hpp"
#include "vungphu/model/kinds.hpp"
#include "vungphu/service/use_cases.hpp"

#include "vintage.hpp"

namespace vungphu::service {

namespace {

/// The vintage that an assessment had without --vintage: by the lists of its day. What was imported since
/// makes it stale, and does not make it another one's.
Date own_vintage(const std::vector<ListInfo>& lists, const Profile& profile, const Assessment& assessment) {
  std::vector<ListInfo> known;
  for (const ListInfo& list : lists)
    if (list.imported_at <= assessment.made_at) known.push_back(list);
  return vintage_of(known, profile, assessment.as_of);
}

Error none_such(const AssessmentQuery& of) {
  std::string command = "vungphu assess";
  if (of.as_of) command += " --as-of " + iso(*of.as_of);
  if (of.vintage) command += " --vintage " + iso(*of.vintage);
  return {"service.no_such_assessment", {{"command", command}}};
}

}  // namespace

Result<std::int64_t> find_assessment_id(const store::Store& store, const AssessmentQuery& of) {
  VP_TRY(const Profile profile, store.profile());
  VP_TRY(const std::vector<ListInfo> lists, store.lists());
  VP_TRY(const std::vector<Assessment> all, store.assessments());
  if (all.empty()) return fail("service.no_assessment", {{"workspace", store.folder()}});
  const auto rank = [&](const Assessment& a) {
    const bool own = of.vintage || a.vintage == own_vintage(lists, profile, a);
    return std::tuple(own, a.as_of, a.vintage, a.id);
  };
  const Assessment* best = nullptr;
  for (const Assessment& candidate : all) {
    if (of.as_of && candidate.as_of != *of.as_of) continue;
    if (of.vintage && candidate.vintage != vintage_of(lists, profile, *of.vintage)) continue;
    if (!best || rank(candidate) > rank(*best)) best = &candidate;
  }
  if (!best) return tl::unexpected(none_such(of));
  return best->id;
}

Result<Assessment> find_assessment(const store::Store& store, const AssessmentQuery& of, bool places) {
  VP_TRY(const std::int64_t id, find_assessment_id(store, of));
  VP_TRY(std::optional<Assessment> found, store.assessment(id, places));
  if (!found) return tl::unexpected(none_such(of));
  return std::move(*found);
}

Result<std::vector<Assessment>> by_date(const store::Store& store, Date date) {
  VP_TRY(const Profile profile, store.profile());
  VP_TRY(const std::vector<ListInfo> lists, store.lists());
  VP_TRY(const std::vector<Assessment> all, store.assessments());
  std::map<Date, std::int64_t> last;  // by as-of; the ids come in the order in which they were made
  for (const Assessment& one : all)
    if (one.as_of <= date && one.vintage == own_vintage(lists, profile, one)) last[one.as_of] = one.id;
  std::vector<Assessment> found;
  for (const auto& [as_of, id] : last) {
    VP_TRY(std::optional<Assessment> one, store.assessment(id, false));
    if (one) found.push_back(std::move(*one));
  }
  return found;
}

Result<Assessment> assessment_by_id(const store::Store& store, std::optional<std::int64_t> id) {
  if (!id) return find_assessment(store, {}, false);
  VP_TRY(std::optional<Assessment> found, store.assessment(*id, false));
  if (!found || *id == 0) return fail("service.assessment_unknown", {{"id", std::to_string(*id)}});
  return std::move(*found);
}

Result<bool> is_stale(const store::Store& store, const Assessment& assessment) {
  VP_TRY(Profile profile, store.profile());
  VP_TRY(assess::Inputs inputs, inputs_in_force(store, profile, assessment.as_of, assessment.vintage));
  return assess::input_digest(inputs) != assessment.input_digest;
}

Result<Current> current(const store::Store& store, const AssessmentQuery& of, bool content,
                        const Task& task) {
  Current found;
  VP_TRY(found.assessment, find_assessment(store, of, true));
  VP_TRY(Profile profile, store.profile());
  found.profile = std::make_shared<const Profile>(std::move(profile));
  VP_TRY(found.inputs,
         inputs_in_force(store, *found.profile, found.assessment.as_of, found.assessment.vintage));
  if (assess::input_digest(found.inputs) != found.assessment.input_digest)
    return fail("service.assessment_stale", {{"as_of", iso(found.assessment.as_of)}});
  if (content) VP_CHECK(load_content(store, found.inputs, Loaded::in_full, task));
  return found;
}

Result<std::string> operator_id(const store::Store& store, const std::string& asked) {
  VP_TRY(std::vector<Operator> operators, store.operators());
  const Operator* found = asked == kAny ? nullptr : find_operator(operators, asked);
  return found ? found->id : asked;
}

std::string head_of(const Assessment& assessment) {
  const nlohmann::ordered_json head = {{"id", assessment.id},
                                       {"as_of", iso(assessment.as_of)},
                                       {"vintage", iso(assessment.vintage)},
                                       {"profile", assessment.profile},
                                       {"method", assessment.method},
                                       {"input_digest", assessment.input_digest},
                                       {"result_digest", assessment.result_digest},
                                       {"made_at", assessment.made_at}};
  return "\"assessment\":" + head.dump();
}

std::vector<std::string> notes_of(const Assessment& assessment, bool stale, Lang lang) {
  std::vector<std::string> notes = {text(lang, "text.assessment_note",
                                         {{"id", std::to_string(assessment.id)},
                                          {"as_of", print_date(assessment.as_of, lang)},
                                          {"profile", assessment.profile},
                                          {"digest", assessment.input_digest.substr(0, 16)}})};
  if (stale) notes.push_back(text(lang, "text.assessment_stale"));
  return notes;
}

void note_limit(std::size_t shown, std::size_t total, Lang lang, std::vector<std::string>& notes) {
  if (shown < total)
    notes.push_back(text(lang, "text.limit_note",
                         {{"shown", print_count(static_cast<std::int64_t>(shown), lang)},
                          {"count", print_count(static_cast<std::int64_t>(total), lang)}}));
}

formats::Column column(std::string name, formats::CellType type) {
  std::string label = "label." + name;
  return {.name = std::move(name),
          .label = std::move(label),
          .type = type,
          .decimals = 1,
          .words = {},
          .only_machine = false};
}

formats::Column word_column(std::string name, std::string words) {
  formats::Column made = column(std::move(name), formats::CellType::word);
  made.words = std::move(words);
  return made;
}

std::string status_words(const std::string& technology) {
  return technology == "fiber" ? "status.fiber." : "status.mobile.";
}

formats::Column only_machine(formats::Column made) {
  made.only_machine = true;
  return made;
}

formats::Column labelled(formats::Column made, Labels labels) {
  made.labels = std::move(labels);
  return made;
}

Labels operator_labels(const std::vector<Operator>& operators, Lang lang) {
  Labels labels = {{std::string(kAny), text(lang, "operator." + std::string(kAny))}};
  for (const Operator& op : operators) labels[op.id] = op.name;
  return labels;
}

Labels territory_labels(const Assessment& assessment) {
  Labels labels;
  // Levels come from upper to lower: where a code is of several, the lowest has the last word.
  for (const Figure& figure : assessment.figures) {
    if (figure.op != kAny || figure.level == kGroup || figure.name.empty()) continue;
    if (std::ranges::binary_search(assessment.territories, figure.territory))
      labels[figure.territory] = figure.name;
  }
  return labels;
}

std::string labels_of(const Labels& labels, const std::vector<std::string>& codes) {
  std::vector<std::string> made;
  for (const std::string& code : codes) {
    const auto label = labels.find(code);
    made.push_back(label == labels.end() ? code : label->second);
  }
  return join(made);
}

formats::Cell share_cell(std::int64_t part, std::optional<std::int64_t> total) {
  if (!total || *total == 0) return {};
  const double share = static_cast<double>(part) / static_cast<double>(*total);
  // Nothing is rounded into all or into none (DESIGN 3.12).
  constexpr int kMost = 6;
  int decimals = 1;
  for (double unit = 1e-3; decimals < kMost; ++decimals, unit /= 10) {
    const double printed = std::round(share / unit) * unit;
    if ((printed >= 1) == (part >= *total) && (printed <= 0) == (part <= 0)) break;
  }
  return formats::Number{share, decimals};
}

formats::Cell share_cell(const Figure& figure) {
  return figure.status == "no_data" ? formats::Cell() : share_cell(figure.covered, figure.total);
}

std::string territory_name(const std::string& territory, const std::string& name, Lang lang) {
  if (territory == kWhole) return text(lang, "label.whole");
  if (territory == kOutside) return text(lang, "label.outside");
  if (territory == kUnplaced) return text(lang, "label.unplaced");
  return name.empty() ? territory : name;
}

std::string named_territory(const std::string& territory, const std::string& name, Lang lang) {
  const std::string said = territory_name(territory, name, lang);
  return said == name && name != territory ? said + " (" + territory + ")" : said;
}

std::string territory_asked(const Assessment& assessment, const std::string& level,
                            const std::string& territory, Lang lang) {
  for (const Figure& figure : assessment.figures)
    if (figure.territory == territory && (level.empty() || figure.level == level))
      return named_territory(territory, figure.name, lang);
  return territory;
}

bool in_force(const assess::Inputs& inputs, const std::string& level) {
  const auto entries = inputs.entries.find(level);
  return entries != inputs.entries.end() && !entries->second.empty();
}

}  // namespace vungphu::service
