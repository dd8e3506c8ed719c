// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Dues} from "../math/Dues.sol";
import {SumTree} from "../math/SumTree.sol";
import {Account} from "../types/Account.sol";
import {Bucket} from "../types/Bucket.sol";
import {Leaf, Proof} from "../types/Leaf.sol";
import {Flow, Kind, Work} from "../types/Work.sol";
import {Beneficiary} from "./Beneficiary.sol";
import {ILedger} from "./ILedger.sol";
import {Payments} from "./Payments.sol";
import {Payout} from "./Payout.sol";
import {Settlement} from "./Settlement.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";

/// @title Ledger
/// @notice Takes payments for works and pays everyone whom the works promised a part.
/// @dev One lock covers every entry that measures or moves tokens; otherwise a token with callbacks would be credited
/// twice. `batch` is not locked: each call inside it locks for itself.
contract Ledger is Payments, Settlement {
    using SafeTransferLib for address;

    /// @inheritdoc ILedger
    /// @custom:rule R-2
    /// @custom:rule R-5
    function distribute(Edge[] calldata edges, address token) external locked {
        for (uint256 i; i < edges.length; ++i) {
            Edge calldata edge = edges[i];
            uint256 index = edge.flow;
            (bytes32 id, Flow[] calldata flows) = edge.work.read();
            bytes32 key = edge.bucket.keyOf(id);
            _require(_lift(_pageOf(key, token), key, token, index, _flowOf(flows, index, Kind.WORK)));
        }
    }

    /// @inheritdoc ILedger
    /// @custom:rule R-4
    function claim(Work calldata work, Bucket bucket, uint256 flow, address token, address to)
        external
        locked
        returns (uint256 amount)
    {
        (bytes32 id, Flow[] calldata flows) = work.read();
        bytes32 key = bucket.keyOf(id);
        Flow calldata part = _flowOf(flows, flow, Kind.ACCOUNT);
        address payee = _payeeOf(part.to);
        to = _recipient(payee, to);
        Page storage page = _pageOf(key, token);
        amount = _take(page.flows[flow], Dues.ofShare(page.balance.gross(), part.share));
        require(amount != 0, NothingOwed(key, token));
        emit Claimed(key, token, payee, flow, 0, to, amount);
        token.safeTransfer(to, amount);
    }

    /// @inheritdoc ILedger
    /// @custom:rule R-4
    /// @custom:rule R-6
    function claimTree(
        Work calldata work,
        Bucket bucket,
        uint256 flow,
        address token,
        Leaf calldata leaf,
        Proof calldata proof,
        address to
    ) external locked returns (uint256 amount) {
        (bytes32 key, Flow[] calldata flows) = work.read();
        key = bucket.keyOf(key);
        uint256 prefix;
        (amount, prefix) = _takeProven(_pageOf(key, token), flow, _flowOf(flows, flow, Kind.TREE), leaf, proof);
        require(amount != 0, NothingOwed(key, token));
        if (leaf.kind == Kind.WORK) {
            require(to == address(0), NotPayee(msg.sender, address(0)));
            _require(_deliver(key, leaf.to, token, flow, amount));
        } else {
            require(leaf.kind == Kind.ACCOUNT, WrongKind(leaf.kind, Kind.ACCOUNT));
            address payee = _payeeOf(leaf.to);
            to = _recipient(payee, to);
            emit Claimed(key, token, payee, flow, prefix, to, amount);
            token.safeTransfer(to, amount);
        }
    }

    /// @inheritdoc ILedger
    /// @custom:rule R-4
    function collect(Work calldata work, Bucket bucket, address token, address to)
        external
        locked
        returns (uint256 amount)
    {
        (bytes32 id, Flow[] calldata flows) = work.read();
        bytes32 key = bucket.keyOf(id);
        (address payee, bytes memory reason) = Beneficiary.find(work, id, bucket);
        _require(reason);
        to = _recipient(payee, to);
        amount = _takeResidual(_pageOf(key, token), Dues.residualShare(flows));
        require(amount != 0, NothingOwed(key, token));
        emit Collected(key, token, payee, to, amount);
        token.safeTransfer(to, amount);
    }

    /// @inheritdoc ILedger
    /// @custom:rule R-7
    function batch(bytes[] calldata calls) external returns (bool[] memory done) {
        done = new bool[](calls.length);
        for (uint256 i; i < calls.length; ++i) {
            bytes memory data = calls[i];
            bool success;
            assembly ("memory-safe") {
                success := delegatecall(gas(), address(), add(data, 0x20), mload(data), 0x00, 0x00)
            }
            done[i] = success;
            if (!success) emit Skipped(i, Payout.lastAnswer());
        }
    }

    /// @dev Takes what a leaf is owed, once its proof shows where it stands in the tree.
    /// @custom:rule R-6 Keyed by prefix: the intervals of leaves that verify are disjoint, so together they take at
    /// most the flow's due.
    function _takeProven(Page storage page, uint256 index, Flow calldata flow, Leaf calldata leaf, Proof calldata proof)
        private
        returns (uint256 amount, uint256 prefix)
    {
        uint256 total;
        (prefix, total) = SumTree.locate(flow.to, leaf, proof);
        uint256 due = Dues.ofLeaf(Dues.ofShare(page.balance.gross(), flow.share), leaf.weight, total);
        amount = _take(page.leaves[index][prefix], due);
    }

    function _flowOf(Flow[] calldata flows, uint256 index, uint256 kind) private pure returns (Flow calldata flow) {
        require(index < flows.length, NoSuchFlow(index, flows.length));
        flow = flows[index];
        require(flow.kind == kind, WrongKind(flow.kind, kind));
    }

    function _payeeOf(bytes32 to) private view returns (address payee) {
        payee = Account.wrap(uint256(to)).payeeHere();
        require(payee != address(0), NotPayableHere(uint256(to)));
    }

    /// @dev Who acts for another cannot say where the money goes.
    /// @custom:rule R-7
    function _recipient(address payee, address to) private view returns (address) {
        if (to == address(0) || to == payee) return payee;
        require(msg.sender == payee, NotPayee(msg.sender, payee));
        return to;
    }

    function _require(bytes memory reason) private pure {
        if (reason.length == 0) return;
        assembly ("memory-safe") {
            revert(add(reason, 0x20), mload(reason))
        }
    }
}
