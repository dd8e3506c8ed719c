// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title AggregatorV3
/// @notice What Chainlink's price feeds answer.
/// @custom:source https://docs.chain.link/data-feeds/api-reference
interface AggregatorV3 {
    function decimals() external view returns (uint8);

    function latestRoundData()
        external
        view
        returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound);
}
