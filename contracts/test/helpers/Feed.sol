// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @notice A price feed that answers what it is told.
contract Feed {
    uint8 public decimals = 8;
    int256 private _answer;
    uint256 private _updatedAt;

    function set(int256 answer, uint256 updatedAt, uint8 places) external {
        (_answer, _updatedAt, decimals) = (answer, updatedAt, places);
    }

    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        return (1, _answer, _updatedAt, _updatedAt, 1);
    }
}
