#include "vungphu/intake/columns.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "vungphu/base/text.hpp"

#include "synonyms.hpp"
#include "text_parts.hpp"

namespace vungphu::intake {
namespace {

constexpr auto kMeanings = std::to_array<std::string_view>(
    {"code",      "name",          "type",       "parent",    "site",        "kind",         "lon",
     "lat",       "latlon",        "x",          "y",         "weight",      "demand",       "people",
     "power",     "position",      "status",     "reach",     "passed",      "total",        "connected",
     "requested", "requested_met", "technology", "operator",  "location_id", "down",         "up",
     "old_code",  "new_code",      "extent",     "decision",  "old_name",    "old_district", "old_province",
     "new_name",  "new_province",  "group",      "territory", "level",       "valid_from"});

/// Meanings that are numbers. lon and lat are not among them: a longitude that cannot be read is to be told
/// row by row.
constexpr auto kNumbers = std::to_array<std::string_view>(
    {"x", "y", "weight", "people", "passed", "total", "connected", "requested", "requested_met"});

bool among(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

struct Column {
  std::string folded, essence;
  bool numbers = false;     ///< no sample is anything else
  bool no_numbers = false;  ///< every sample is something else, and there are some
  bool free = true;
};

bool is_number(const std::string& sample) {
  return is_blank(sample) || parse_count(sample) || parse_decimal(sample);
}

std::vector<Column> columns_of(const LayerInfo& layer) {
  std::vector<Column> columns;
  for (const FieldInfo& field : layer.fields)
    columns.push_back({.folded = fold(field.name),
                       .essence = Synonyms::get().essence(field.name),
                       .numbers = std::all_of(field.samples.begin(), field.samples.end(), is_number),
                       .no_numbers = !field.samples.empty() &&
                                     std::none_of(field.samples.begin(), field.samples.end(), is_number)});
  return columns;
}

/// Whether a number's meaning may be guessed for a column that fits by `form`. A name that says it outright
/// is believed whatever the cells hold: one word in a column of counts is an error of its row, not another
/// column. "x" says little, and so does a name of which words were left out.
bool may_be_number(const Column& column, std::string_view meaning, std::string Column::*form) {
  const bool outright = form == &Column::folded && meaning != "x" && meaning != "y";
  return outright || !column.no_numbers;
}

/// The column that carries `meaning`; nothing also where two fit equally, for a guess does not toss a coin.
std::optional<std::size_t> guess(const std::vector<Column>& columns, std::string_view meaning,
                                 std::string_view kind) {
  const Synonyms& synonyms = Synonyms::get();
  const bool number = among(kNumbers, meaning);
  for (const std::string& source : synonyms.sources(meaning, kind)) {
    for (const auto form : {&Column::folded, &Column::essence}) {
      std::vector<std::size_t> fits;
      for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].free && synonyms.has(source, columns[i].*form) &&
            (!number || may_be_number(columns[i], meaning, form)))
          fits.push_back(i);
      if (number && fits.size() > 1) std::erase_if(fits, [&](std::size_t i) { return !columns[i].numbers; });
      if (fits.size() == 1) return fits.front();
      if (fits.size() > 1) return std::nullopt;
    }
  }
  return std::nullopt;
}

/// By its own name, else by its folded name where that is one column's.
std::optional<std::size_t> column_named(const LayerInfo& layer, std::string_view name) {
  const std::string exact = nfc(trim(name)), folded = fold(name);
  std::optional<std::size_t> found;
  bool several = false;
  for (std::size_t i = 0; i < layer.fields.size(); ++i) {
    if (nfc(trim(layer.fields[i].name)) == exact) return i;
    if (folded.empty() || fold(layer.fields[i].name) != folded) continue;
    several = found.has_value();
    found = i;
  }
  return several ? std::nullopt : found;
}

std::vector<std::string> names_of(const LayerInfo& layer) {
  std::vector<std::string> names;
  for (const FieldInfo& field : layer.fields) names.push_back(field.name);
  return names;
}

/// The columns of a pair that a person named. A column may itself have a '+' in its name.
Result<std::vector<std::size_t>> resolve(const LayerInfo& layer, std::span<const std::string_view> wanted,
                                         const ColumnUse& use) {
  if (!among(kMeanings, use.meaning) && !among(wanted, use.meaning))
    return fail("usage.no_such_meaning",
                {{"meaning", use.meaning}, {"nearest", join(nearest_names(use.meaning, meanings()), ", ")}});
  if (const auto whole = column_named(layer, join(use.columns, "+"))) return std::vector{*whole};
  std::vector<std::size_t> columns;
  for (const std::string& name : use.columns) {
    const auto column = column_named(layer, name);
    if (!column)
      return fail("intake.no_such_column", {{"column", name},
                                            {"nearest", join(nearest_names(name, names_of(layer)), "; ")},
                                            {"layer", layer.name}});
    columns.push_back(*column);
  }
  return columns;
}

}  // namespace

std::vector<std::string> meanings() { return {kMeanings.begin(), kMeanings.end()}; }

Result<Mapping> map_columns(const LayerInfo& layer, std::span<const std::string_view> wanted,
                            const Mapping& given, std::string_view kind) {
  std::vector<Column> columns = columns_of(layer);
  Mapping mapping;
  for (const ColumnUse& use : given) {
    VP_TRY(const std::vector<std::size_t> found, resolve(layer, wanted, use));
    mapping.push_back({.meaning = use.meaning, .columns = {}, .from_guess = use.from_guess});
    for (const std::size_t i : found) {
      mapping.back().columns.push_back(layer.fields[i].name);
      columns[i].free = false;
    }
  }
  for (const std::string_view meaning : wanted) {
    if (find(mapping, meaning)) continue;
    const auto column = guess(columns, meaning, kind);
    if (!column) continue;
    columns[*column].free = false;
    mapping.push_back(
        {.meaning = std::string(meaning), .columns = {layer.fields[*column].name}, .from_guess = true});
  }
  return mapping;
}

std::string evidence_of(const LayerInfo& layer, const ColumnUse& use, std::string_view kind) {
  if (!use.from_guess || use.columns.empty()) return "given";
  const Synonyms& synonyms = Synonyms::get();
  const std::vector<Column> columns = columns_of(layer);
  for (const std::string& source : synonyms.sources(use.meaning, kind))
    for (const auto form : {&Column::folded, &Column::essence}) {
      std::size_t fits = 0;
      bool this_one = false;
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!synonyms.has(source, columns[i].*form)) continue;
        ++fits;
        this_one = this_one || layer.fields[i].name == use.columns.front();
      }
      if (this_one) return fits > 1 ? "values" : form == &Column::folded ? "name" : "part";
    }
  return "name";
}

int own_words(const LayerInfo& layer, std::string_view kind) {
  // Words of any list: they tell nothing of the kind.
  constexpr auto kAnyList = std::to_array<std::string_view>({"code", "id", "name", "unit_code", "parent"});
  const Synonyms& synonyms = Synonyms::get();
  int found = 0;
  for (const std::string_view meaning : {"code", "name"})
    for (const std::string& source : synonyms.sources(meaning, kind))
      if (!among(kAnyList, source))
        for (const Column& column : columns_of(layer)) found += synonyms.has(source, column.folded) ? 1 : 0;
  return found;
}

Result<ColumnUse> parse_column_use(std::string_view text) {
  const auto equals = text.find('=');
  ColumnUse use;
  if (equals != std::string_view::npos) {
    use.meaning = trim(text.substr(0, equals));
    for (const std::string_view column : split(text.substr(equals + 1), "+"))
      if (!trim(column).empty()) use.columns.push_back(nfc(trim(column)));
  }
  if (use.meaning.empty() || use.columns.empty())
    return fail("usage.column_use", {{"text", std::string(text)}});
  return use;
}

const ColumnUse* find(const Mapping& mapping, std::string_view meaning) {
  const auto use =
      std::find_if(mapping.begin(), mapping.end(), [&](const ColumnUse& u) { return u.meaning == meaning; });
  return use == mapping.end() ? nullptr : &*use;
}

}  // namespace vungphu::intake
