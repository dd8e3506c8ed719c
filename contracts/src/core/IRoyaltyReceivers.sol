// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title IRoyaltyReceivers
/// @notice Gives every work an address of its own for resale royalties, known before anything is deployed.
/// @dev Wallets and marketplaces pay it as they pay anyone (ERC-2981); whatever lies there can only go to the work's
///      resale bucket in the Ledger.
interface IRoyaltyReceivers {
    /// @notice Money moved from a work's receiver into its resale bucket.
    event Swept(bytes32 indexed work, address indexed token, uint256 amount);

    /// @notice The receiver of this work holds none of the token.
    error NothingToSweep(bytes32 work, address token);

    /// @notice Only the Ledger asks for the money, and only within a sweep.
    error NotLedger(address caller);

    /// @notice The address that receives a work's royalties, whether or not code is there yet.
    /// @param work The work's id.
    function receiverOf(bytes32 work) external view returns (address receiver);

    /// @notice Moves all of a token from a work's receiver into its resale bucket; anyone may call.
    /// @dev Deploys the receiver when it is absent. Ether counts as wrapped ether: name the wrapped token to sweep it.
    /// @param work The work's id.
    /// @param token The ERC-20 token.
    /// @return credited What the Ledger credited, in token-wei.
    function sweep(bytes32 work, address token) external returns (uint256 credited);
}
