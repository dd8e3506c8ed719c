// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @notice What a license keeps beside its owner: `expiry (48 bits) | used (32) << 48 | links (16) << 80`.
type LicenseState is uint96;

using LicenseStateLib for LicenseState global;

/// @dev The expiry of a license that lasts for ever.
uint48 constant FOREVER = type(uint48).max;

/// @title LicenseStateLib
/// @notice Packs a license's expiry and the uses it took.
library LicenseStateLib {
    /// @notice A license that was not used yet.
    function from(uint48 end) internal pure returns (LicenseState) {
        return LicenseState.wrap(end);
    }

    /// @notice The second at which it ends.
    function expiry(LicenseState self) internal pure returns (uint256) {
        return uint48(LicenseState.unwrap(self));
    }

    /// @notice Uses counted by the owner's vouchers.
    function used(LicenseState self) internal pure returns (uint256) {
        return uint32(LicenseState.unwrap(self) >> 48);
    }

    /// @notice Uses taken by linked derivatives.
    function links(LicenseState self) internal pure returns (uint256) {
        return LicenseState.unwrap(self) >> 80;
    }

    /// @notice Uses taken in all.
    function taken(LicenseState self) internal pure returns (uint256) {
        return self.used() + self.links();
    }

    function withExpiry(LicenseState self, uint48 end) internal pure returns (LicenseState) {
        return LicenseState.wrap(LicenseState.unwrap(self) >> 48 << 48 | end);
    }

    function withUsed(LicenseState self, uint32 count) internal pure returns (LicenseState) {
        uint96 others = LicenseState.unwrap(self) & ~(uint96(type(uint32).max) << 48);
        return LicenseState.wrap(others | uint96(count) << 48);
    }

    /// @notice The state after one more link.
    /// @custom:limit Reverts past 65,535 links.
    function withLink(LicenseState self) internal pure returns (LicenseState) {
        return LicenseState.wrap(LicenseState.unwrap(self) + (uint96(1) << 80));
    }
}
