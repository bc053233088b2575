// Coordinate reference systems in, WGS 84 longitude and latitude out (PROJ).
//
// The datum operation is pinned by the profile (EPSG:6960 for VN-2000) and recorded, never left to the grids
// a machine happens to have: PROJ's own choice near Cà Mau is 0.82 m away. PROJ's network is off.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "vungphu/base/result.hpp"

namespace vungphu::geo {

/// Which operation brings a geographic CRS to WGS 84: {"EPSG:4756": "EPSG:6960"}. Of the profile.
using PinnedOperations = std::map<std::string, std::string>;

/// A transformation between one CRS and WGS 84. Ordinates are always in the order x (easting, longitude), y
/// (northing, latitude), whatever the authority says; degrees for geographic systems. Not for use from two
/// threads at once.
class Transformer {
 public:
  /// `crs` is "EPSG:9207", "OGC:CRS84", WKT or a PROJ string, from any source: one that would make PROJ open
  /// a file (a grid, say) is refused. A pin holds for every CRS on its datum, by code or by name (an Esri
  /// .prj, a TM-3 zone of any meridian). Without a pin the shift is taken that the definition brings along,
  /// else the best operation of PROJ's database that needs no grid. A datum without a known way to WGS 84
  /// ("unknown, on the WGS 84 ellipsoid") is "geo.no_operation", never taken for WGS 84. Heights are ignored.
  /// Errors: "geo.unknown_crs", "geo.no_operation". Some milliseconds, but nothing for EPSG:4326 and
  /// OGC:CRS84.
  static Result<Transformer> create(const std::string& crs, const PinnedOperations& pinned);

  /// To WGS 84 longitude and latitude in degrees; NaN pair where the transformation is not defined.
  std::pair<double, double> to_wgs84(double x, double y) const;
  std::pair<double, double> from_wgs84(double longitude, double latitude) const;
  bool is_identity() const;
  /// From now on the first ordinate is y and the second x: for files whose axes changed places.
  void swap_axes();
  bool swapped() const;

  /// "EPSG:9207" where the CRS has a code and equals what the code stands for (labels are often wrong), else
  /// its name, or the definition itself where PROJ calls it "unknown".
  const std::string& crs() const;
  const std::string& crs_name() const;
  /// What was applied, to be recorded: "EPSG:6960" or a PROJ pipeline; "none" for WGS 84.
  const std::string& operation() const;
  /// True for a system in metres (or feet), false for degrees.
  bool projected() const;

  Transformer(Transformer&&) noexcept;
  Transformer& operator=(Transformer&&) noexcept;
  ~Transformer();

 private:
  struct Impl;
  explicit Transformer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace vungphu::geo
